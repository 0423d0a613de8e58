/** `go-ovh` as it comes from its module proxy. go-ovh/main.go has what it does, scripts/lib/go-client.mjs builds it. */

import { testParts } from "./foreign.js";

testParts({
  command: process.env.PULUMI_OVH_MAIL_GO_CLIENT,
  problem: process.env.PULUMI_OVH_MAIL_GO_CLIENT_PROBLEM,
});
