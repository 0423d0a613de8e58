import { z } from "zod";
import { checkBody, jsonObject } from "../../body.js";
import { badRequest } from "../../errors.js";
import type { AccountWritable, SharedAccountWritable } from "../../model.js";
import type { Call } from "../../route.js";

/** Types and nullability from OVH's API schema. */
const text = z.string();
const nullableText = text.nullable();
const nullableLong = z.int().nullable();
const nullableFlag = z.boolean().nullable();
const period = z.enum(["monthly", "yearly"]).nullable();
const countryCode = text.regex(/^[A-Z]{2}$/).nullable();
const mailingFilter = z.array(z.literal("vaderetro")).nullable();
const loginLengthMax = 256;
/** OVH panel, whatever the case; the server's own check is not known. */
const login = text
  .max(loginLengthMax)
  .regex(/^(?:[a-z0-9]+(?:[-_][a-z0-9]+)*)(?:(?:\.|\+)(?:[a-z0-9]+(?:[-_][a-z0-9]+)*))*$/i, "is not a login");
export const emailAddress = text.regex(/^[^\s@]+@[^\s@]+$/, "is not an e-mail address");

const spamAndVirusConfiguration = z.strictObject({
  checkDKIM: z.boolean(),
  checkSPF: z.boolean(),
  deleteSpam: z.boolean(),
  deleteVirus: z.boolean(),
  putInJunk: z.boolean(),
  tagSpam: z.boolean(),
  tagVirus: z.boolean(),
});

const accountShape = {
  accountLicense: z.enum(["basic", "enterprise", "standard"]),
  authenticationPolicyId: nullableLong,
  city: nullableText,
  company: nullableText,
  countryCode,
  deleteAtExpiration: nullableFlag,
  deleteOutlookAtExpiration: nullableFlag,
  description: nullableText,
  displayName: nullableText,
  domain: text.min(1),
  fax: nullableText,
  firstName: nullableText,
  forwardingEmail: nullableText,
  hiddenFromGAL: z.boolean(),
  initial: nullableText,
  jobDepartment: nullableText,
  jobTitle: nullableText,
  lastName: nullableText,
  litigation: z.boolean(),
  litigationPeriod: nullableLong,
  login,
  mailSenderDisplay: nullableText,
  mailingFilter,
  mobile: nullableText,
  office: nullableText,
  outlookLicense: z.boolean(),
  phone: nullableText,
  postalCode: nullableText,
  quota: z.int(),
  region: nullableText,
  renewOutlookPeriod: period,
  renewPeriod: period,
  sbrDestination: nullableText,
  sendConnectorId: nullableLong,
  spamAndVirusConfiguration,
  storeCopyOfEmail: z.boolean(),
  streetAddress: nullableText,
} satisfies Record<keyof AccountWritable, z.ZodType>;

const sharedAccountShape = {
  displayName: nullableText,
  firstName: nullableText,
  hiddenFromGAL: z.boolean(),
  initials: nullableText,
  lastName: nullableText,
  mailingFilter,
  quota: z.int(),
  sharedEmailAddress: emailAddress,
} satisfies Record<keyof SharedAccountWritable, z.ZodType>;

/** A PUT may leave any field out: the OVH panel sends only what changed. */
export const accountUpdate = z.object(accountShape).partial();
export const sharedAccountUpdate = z.object(sharedAccountShape).partial();

/** POST names three fields otherwise than the model does: `license`, `initials`, and the read-only `SAMAccountName`. */
const {
  accountLicense,
  initial,
  deleteAtExpiration,
  deleteOutlookAtExpiration,
  renewPeriod,
  renewOutlookPeriod,
  ...both
} = accountShape;
export const accountCreation = z
  .object({ ...both, initials: initial, SAMAccountName: nullableText })
  .partial()
  .extend({ domain: accountShape.domain, license: accountLicense, login, password: text });

export const sharedAccountCreation = z
  .object(sharedAccountShape)
  .partial()
  .required({ quota: true, sharedEmailAddress: true });

export const passwordChange = z.object({
  password: text.optional(),
  forcePasswordChangeAtNextLogon: z.boolean().optional(),
});

/**
 * The body of a PUT, which is the whole model: read-only fields may be there (the OVH panel sends
 * `primaryEmailAddress`), and `null` may stand for a nullable field.
 */
export function readUpdate<Shape extends z.ZodRawShape>(call: Call, schema: z.ZodObject<Shape>, shown: object) {
  const body = jsonObject(call);
  const current = new Map(Object.entries(shown));
  for (const [name, value] of Object.entries(body)) {
    if (Object.hasOwn(schema.shape, name)) {
      if (value === null && call.context.switches.putNull === "ignored") delete body[name];
    } else if (current.has(name)) {
      checkReadOnly(call, name, value, current.get(name));
      delete body[name];
    }
  }
  return checkBody(call, body, schema, "update");
}

function checkReadOnly(call: Call, name: string, value: unknown, shown: unknown): void {
  if (call.context.switches.readOnlyInPut === "ignored" || value === shown) return;
  throw badRequest(`The input provided isn't valid: '${name}' is read-only`);
}
