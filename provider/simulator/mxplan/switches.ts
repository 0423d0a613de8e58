import { z } from "zod";

const answers = z.enum(["accepted", "refused"]).default("accepted");

/** Questions about this tree that no public source answers, each with both answers. */
export const mxplanSwitches = {
  /** Does a service that runs on Zimbra grant rights on its accounts? */
  zimbraRights: answers,
  /** Does a service that runs on Zimbra give its accounts aliases? */
  zimbraAliases: answers,
  /** Does a service that runs on Zimbra diagnose its accounts? */
  zimbraDiagnostic: answers,
};
