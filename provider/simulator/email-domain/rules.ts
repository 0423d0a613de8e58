import type { Context } from "../context.js";
import { badRequest, ruleRefused } from "../errors.js";
import type { DomainRecord } from "./model.js";

const passwordLengthMin = 9;
const passwordLengthMax = 30;
/** OVH panel. */
const accents = /[ÂÃÄÀÁÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ]/;

/** OVH API schema: "length : [9;30], no space at begin and end, no accent". The texts are ours. */
export function checkPassword({ switches }: Context, password: string): void {
  const problem = passwordProblem(password);
  if (problem !== undefined) throw ruleRefused(switches, `The password must ${problem}`);
}

function passwordProblem(password: string): string | undefined {
  if (password.length < passwordLengthMin || password.length > passwordLengthMax) {
    return `have from ${passwordLengthMin} to ${passwordLengthMax} characters`;
  }
  if (password !== password.trim()) return "neither begin nor end with a space";
  return accents.test(password) ? "not contain accented letters" : undefined;
}

const nameLengthMin = 2;
const nameLengthMax = 32;
/** OVH panel; the server's own check is not known. */
const namePattern = /^\w+[\w.-]+\w*$/;

export function checkName(name: string, field: string): void {
  if (name.length >= nameLengthMin && name.length <= nameLengthMax && namePattern.test(name)) return;
  throw badRequest(`The input provided isn't valid: '${field}': is not a name`);
}

const descriptionLengthMax = 32;
/** OVH panel, which counts after it has written the text in punycode: what arrives is what counts. */
const descriptionPattern = /^[^:§⁼]*$/;

export function checkDescription({ switches }: Context, description: string): void {
  if (description.length <= descriptionLengthMax && descriptionPattern.test(description)) return;
  throw ruleRefused(switches, `The description must have at most ${descriptionLengthMax} characters, without : § ⁼`);
}

/** OVH API schema: the size is one of those that the domain allows. */
export function checkSize({ switches }: Context, { fields }: DomainRecord, sizeBytes: number): void {
  const allowed = fields.allowedAccountSize;
  if (allowed === null || allowed.includes(sizeBytes)) return;
  throw ruleRefused(switches, "The size must be one of the domain's allowedAccountSize");
}

export function checkEmail(email: string, field: string): void {
  if (/^[^\s@]+@[^\s@]+$/.test(email)) return;
  throw badRequest(`The input provided isn't valid: '${field}': is not an e-mail address`);
}

/** The maxima of `GET /email/domain/{domain}/quota`. */
export function checkRoom(
  { switches }: Context,
  domain: DomainRecord,
  kind: keyof DomainRecord["quota"],
  howMany: number,
): void {
  if (howMany < domain.quota[kind]) return;
  throw ruleRefused(switches, `The quota of this domain is reached: ${domain.quota[kind]} (${kind})`);
}
