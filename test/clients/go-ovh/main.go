// go-ovh as it comes from its module proxy against the simulator: one part of a customer's working day, named by the
// argument. The simulator's address and its keys come from the environment. Ends with 0 when all went as it should.
package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"reflect"
	"strings"
	"time"

	"github.com/ovh/go-ovh/ovh"
)

const (
	service   = "hosted-ab12345-1"
	base      = "/email/exchange/" + service + "/service/" + service
	anna      = "anna@example.com"
	pause     = 5 * time.Millisecond
	pausesMax = 1000
)

type task struct {
	ID     int64  `json:"id"`
	Status string `json:"status"`
}

func main() {
	parts := map[string]func(*ovh.Client){
		"login": login, "seat": seat, "shared_mailbox": sharedMailbox, "group": group, "errors": refusals, "keys": keys,
	}
	parts[os.Args[1]](clientWith("SIMULATOR", nil))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// clientWith takes the keys from the environment, but for those that are given.
func clientWith(whose string, given map[string]string) *ovh.Client {
	key := func(name string) string {
		if value, ok := given[name]; ok {
			return value
		}
		return os.Getenv(whose + "_" + name)
	}
	client, err := ovh.NewClient(
		os.Getenv("SIMULATOR_URL"), key("APPLICATION_KEY"), key("APPLICATION_SECRET"), key("CONSUMER_KEY"),
	)
	must(err)
	return client
}

func equal(found, expected any) {
	if !reflect.DeepEqual(found, expected) {
		panic(fmt.Sprintf("%v instead of %v", found, expected))
	}
}

func get[T any](client *ovh.Client, path string) T {
	var found T
	must(client.Get(path, &found))
	return found
}

func until(ask func() bool) {
	for range pausesMax {
		if ask() {
			return
		}
		time.Sleep(pause)
	}
	panic("what was waited for did not come")
}

func done(client *ovh.Client, made task) {
	until(func() bool { return get[task](client, fmt.Sprintf("%s/task/%d", base, made.ID)).Status == "done" })
}

func post(client *ovh.Client, path string, body map[string]any) {
	var made task
	must(client.Post(base+path, body, &made))
	done(client, made)
}

func remove(client *ovh.Client, path string) {
	var made task
	must(client.Delete(base+path, &made))
	done(client, made)
}

func idOf(client *ovh.Client, address string) int64 {
	return get[task](client, base+"/account/"+address).ID
}

func login(client *ovh.Client) {
	me := get[struct{ Nichandle string }](client, "/me")
	equal(me.Nichandle, "ab12345-ovh")
	equal(get[[]string](client, "/email/exchange"), []string{service})
	equal(get[[]string](client, "/email/exchange/"+service+"/service"), []string{service})
}

func seat(client *ovh.Client) {
	equal(len(get[[]string](client, base+"/account")), 3)
	free := get[[]string](client, base+"/account?primaryEmailAddress="+url.QueryEscape("%configureme.me"))[0]
	change := map[string]any{"login": "bob", "domain": "example.com", "displayName": "Bob Élan"}
	must(client.Put(base+"/account/"+free, change, nil))
	until(func() bool { return len(get[[]int64](client, base+"/account/bob@example.com/tasks")) == 0 })
	post(client, "/account/bob@example.com/changePassword", map[string]any{"password": "Correct-horse-7"})
	bob := get[struct{ DisplayName, State string }](client, base+"/account/bob@example.com")
	equal(bob.DisplayName+" "+bob.State, "Bob Élan ok")
}

func sharedMailbox(client *ovh.Client) {
	support := "/sharedAccount/support@example.com"
	post(client, "/sharedAccount", map[string]any{"sharedEmailAddress": "support@example.com", "quota": 512})
	id := idOf(client, anna)
	post(client, support+"/fullAccess", map[string]any{"allowedAccountId": id})
	post(client, support+"/sendAs", map[string]any{"allowAccountId": id})
	equal(get[[]int64](client, base+support+"/fullAccess"), []int64{id})
	remove(client, fmt.Sprintf("%s/sendAs/%d", support, id))
	equal(get[[]int64](client, base+support+"/sendAs"), []int64{})
}

func group(client *ovh.Client) {
	members := "/mailingList/all@example.com/member/account"
	post(client, "/mailingList", map[string]any{
		"mailingListAddress": "all@example.com", "joinRestriction": "closed", "departRestriction": "closed",
	})
	id := idOf(client, anna)
	post(client, members, map[string]any{"memberAccountId": id})
	equal(get[[]int64](client, base+members), []int64{id})
	remove(client, fmt.Sprintf("%s/%d", members, id))
	equal(get[[]int64](client, base+members), []int64{})
}

func fails(code int, text string, err error) {
	var refusal *ovh.APIError
	if !errors.As(err, &refusal) || refusal.Code != code || !strings.Contains(refusal.Message, text) {
		panic(fmt.Sprintf("%v instead of %d %s", err, code, text))
	}
}

func refusals(client *ovh.Client) {
	taken := map[string]any{"sharedEmailAddress": anna, "quota": 5}
	fails(404, "does not exist", client.Get(base+"/account/no@example.com", nil))
	fails(404, "Got an invalid (or empty) URL", client.Get(base+"/nothing", nil))
	fails(400, "sharedEmailAddress", client.Post(base+"/sharedAccount", map[string]any{"quota": 5}, nil))
	fails(409, "already used", client.Post(base+"/sharedAccount", taken, nil))
	// What the simulator does not imitate must not look like an answer of OVHcloud's.
	fails(501, "does not imitate", client.Get(base+"/publicFolder", nil))
}

func keys(*ovh.Client) {
	ask := func(name string) error {
		return clientWith("SIMULATOR", map[string]string{name: "x"}).Get("/email/exchange", nil)
	}
	limited := clientWith("LIMITED", nil)
	equal(get[struct{ Nichandle string }](limited, "/me").Nichandle, "ab12345-ovh")
	fails(403, "has not been granted", limited.Get("/email/exchange", nil))
	fails(403, "application key is invalid", ask("APPLICATION_KEY"))
	fails(403, "does not exist", ask("CONSUMER_KEY"))
	fails(400, "Invalid signature", ask("APPLICATION_SECRET"))
}
