import { postExternalContact } from "../api/exchange.js";
import { externalContact } from "../api/exchange-directory-models.js";
import { writable } from "../api/types.js";
import { readBody } from "../body.js";
import { externalContactRoutes } from "../mailbox/external-contact-routes.js";
import { readUpdate } from "../update.js";
import { serviceOf } from "./common.js";
import { externalContactView } from "./views.js";

const update = writable(externalContact);

export const contactRoutes = externalContactRoutes({
  path: "~/externalContact",
  service: (call) => serviceOf(call).name,
  view: externalContactView,
  readNew: (call) => readBody(call, postExternalContact, "creation"),
  readChanges: (call, shown) => readUpdate(call, update, shown),
});
