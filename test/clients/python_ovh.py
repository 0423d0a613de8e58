"""python-ovh as it comes from PyPI against the simulator: one part of a customer's working day, named by the argument.

The simulator's address and its keys come from the environment. Ends with 0 when all went as it should.
"""

import os
import sys
import time

import ovh

SERVICE = "hosted-ab12345-1"
BASE = "/email/exchange/%s/service/%s" % (SERVICE, SERVICE)
ANNA = "anna@example.com"
PAUSE_S = 0.005
PAUSES_MAX = 1000

# The client's own list of addresses, which is open to additions.
ovh.client.ENDPOINTS["simulator"] = os.environ["SIMULATOR_URL"]


def client_with(**keys):
    given = {
        "application_key": os.environ["SIMULATOR_APPLICATION_KEY"],
        "application_secret": os.environ["SIMULATOR_APPLICATION_SECRET"],
        "consumer_key": os.environ["SIMULATOR_CONSUMER_KEY"],
    }
    return ovh.Client(endpoint="simulator", **{**given, **keys})


client = client_with()


def until(ask):
    for _ in range(PAUSES_MAX):
        if ask():
            return
        time.sleep(PAUSE_S)
    raise AssertionError("what was waited for did not come")


def done(task):
    until(lambda: client.get("%s/task/%d" % (BASE, task["id"]))["status"] == "done")


def equal(found, expected):
    assert found == expected, "%r instead of %r" % (found, expected)


def fails(error_type, text, call):
    try:
        call()
    except ovh.APIError as error:
        assert type(error) is error_type, "%r instead of %s" % (error, error_type.__name__)
        assert text in str(error), "%r does not say %r" % (str(error), text)
    else:
        raise AssertionError("no %s" % error_type.__name__)


def account_id(address):
    return client.get("%s/account/%s" % (BASE, address))["id"]


def login():
    equal(client.get("/me")["nichandle"], "ab12345-ovh")
    equal(client.get("/email/exchange"), [SERVICE])
    equal(client.get("/email/exchange/%s/service" % SERVICE), [SERVICE])
    assert abs(client.time_delta) < 60


def seat():
    equal(len(client.get(BASE + "/account")), 3)
    free = client.get(BASE + "/account", primaryEmailAddress="%configureme.me")[0]
    client.put("%s/account/%s" % (BASE, free), login="bob", domain="example.com", displayName="Bob Élan")
    until(lambda: client.get(BASE + "/account/bob@example.com/tasks") == [])
    done(client.post(BASE + "/account/bob@example.com/changePassword", password="Correct-horse-7"))
    bob = client.get(BASE + "/account/bob@example.com")
    equal((bob["displayName"], bob["state"]), ("Bob Élan", "ok"))


def shared_mailbox():
    support = BASE + "/sharedAccount/support@example.com"
    done(client.post(BASE + "/sharedAccount", sharedEmailAddress="support@example.com", quota=512))
    anna = account_id(ANNA)
    done(client.post(support + "/fullAccess", allowedAccountId=anna))
    done(client.post(support + "/sendAs", allowAccountId=anna))
    equal(client.get(support + "/fullAccess"), [anna])
    done(client.delete("%s/sendAs/%d" % (support, anna)))
    equal(client.get(support + "/sendAs"), [])


def group():
    members = BASE + "/mailingList/all@example.com/member/account"
    done(
        client.post(
            BASE + "/mailingList",
            mailingListAddress="all@example.com",
            joinRestriction="closed",
            departRestriction="closed",
        )
    )
    anna = account_id(ANNA)
    done(client.post(members, memberAccountId=anna))
    equal(client.get(members), [anna])
    done(client.delete("%s/%d" % (members, anna)))
    equal(client.get(members), [])


def errors():
    taken = {"sharedEmailAddress": ANNA, "quota": 5}
    fails(ovh.ResourceNotFoundError, "does not exist", lambda: account_id("no@example.com"))
    fails(ovh.ResourceNotFoundError, "Got an invalid (or empty) URL", lambda: client.get(BASE + "/nothing"))
    fails(ovh.BadParametersError, "sharedEmailAddress", lambda: client.post(BASE + "/sharedAccount", quota=5))
    fails(ovh.ResourceConflictError, "already used", lambda: client.post(BASE + "/sharedAccount", **taken))
    # What the simulator does not imitate must not look like an answer of OVHcloud's.
    fails(ovh.APIError, "does not imitate", lambda: client.get(BASE + "/publicFolder"))


def keys():
    limited = {
        "application_key": os.environ["LIMITED_APPLICATION_KEY"],
        "application_secret": os.environ["LIMITED_APPLICATION_SECRET"],
        "consumer_key": os.environ["LIMITED_CONSUMER_KEY"],
    }
    equal(client_with(**limited).get("/me")["nichandle"], "ab12345-ovh")
    ask = "/email/exchange"
    fails(ovh.NotGrantedCall, "has not been granted", lambda: client_with(**limited).get(ask))
    fails(ovh.InvalidKey, "application key is invalid", lambda: client_with(application_key="x").get(ask))
    fails(ovh.NotCredential, "does not exist", lambda: client_with(consumer_key="x").get(ask))
    fails(ovh.BadParametersError, "Invalid signature", lambda: client_with(application_secret="x").get(ask))


PARTS = {part.__name__: part for part in (login, seat, shared_mailbox, group, errors, keys)}
PARTS[sys.argv[1]]()
