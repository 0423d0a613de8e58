import { postExternalContact } from "../api/mxplan.js";
import { externalContact } from "../api/mxplan-models.js";
import { writable } from "../api/types.js";
import { readBody } from "../body.js";
import { externalContactRoutes } from "../mailbox/external-contact-routes.js";
import { readUpdate } from "../update.js";
import { serviceOf, servicePath } from "./common.js";
import { contactView } from "./views.js";

const update = writable(externalContact);

export const contactRoutes = externalContactRoutes({
  path: `${servicePath}/externalContact`,
  service: (call) => serviceOf(call).name,
  view: contactView,
  readNew: (call) => readBody(call, postExternalContact, "creation"),
  readChanges: (call, shown) => readUpdate(call, update, shown),
});
