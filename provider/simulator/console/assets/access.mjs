// Credentials and tokens, and the world as a whole.
import { h } from "./dom.mjs";
import { dateAndTime, fill, texts } from "./language.mjs";
import { act, use } from "./page.mjs";
import { badge, button, card, row, table } from "./parts.mjs";

/** @typedef {import("../view-model.js").AccessView} AccessView */
/** @typedef {import("../view-model.js").CredentialRow} CredentialRow */

export function accessView() {
  /** @type {AccessView | undefined} */
  const access = use("access");
  if (access === undefined) return [h("p", {}, texts().loading)];
  return [credentialsCard(access), h("div", { class: "cards", key: "rest" }, tokensCard(), worldCard())];
}

/** @param {AccessView} access */
function credentialsCard(access) {
  const words = texts().access;
  if (access.credentials.length === 0) return card(words.credentials, h("p", {}, words.none));
  const columns = [
    words.id,
    words.application,
    words.consumerKey,
    words.customer,
    words.status,
    words.rules,
    words.used,
    words.actions,
  ];
  return card(
    words.credentials,
    table(
      { label: words.credentials, columns },
      access.credentials.map((one) => credentialRow(one, access.nichandles)),
    ),
  );
}

/**
 * @param {CredentialRow} credential
 * @param {readonly string[]} nichandles
 */
function credentialRow(credential, nichandles) {
  const words = texts().access;
  const { credentialId, applicationKey, consumerKey, nichandle, status, rules, usedAtMs } = credential;
  const tone = { pendingValidation: "busy", validated: "good", refused: "bad", expired: "bad", revoked: "bad" }[status];
  return row(
    credentialId,
    credentialId,
    h("code", {}, applicationKey),
    h("code", {}, consumerKey),
    nichandle,
    badge(words.statuses[status], tone),
    rules.length === 0 ? words.everything : rules.map((rule, index) => h("div", { key: index }, h("code", {}, rule))),
    usedAtMs === null ? words.never : dateAndTime(usedAtMs),
    h("div", { class: "actions" }, actionsOf(credential, nichandles)),
  );
}

/**
 * What makes sense with it as it is.
 * @param {CredentialRow} credential
 * @param {readonly string[]} nichandles
 */
function actionsOf({ credentialId, status }, nichandles) {
  const words = texts().access;
  const one = (/** @type {string} */ action, /** @type {() => void} */ run) =>
    button(action, run, { key: action, "aria-label": fill(words.actionOn, { action, id: credentialId }) });
  const revoke = one(words.revoke, () => act("access/revoke", { credentialId }));
  if (status === "validated") return [one(words.expire, () => act("access/expire", { credentialId })), revoke];
  if (status === "expired") return [revoke];
  if (status !== "pendingValidation") return [];
  const validations = nichandles.map((nichandle) =>
    one(fill(words.validateAs, { nichandle }), () => act("access/validate", { credentialId, nichandle })),
  );
  return [...validations, one(words.refuse, () => act("access/refuse", { credentialId }))];
}

function tokensCard() {
  const words = texts().access;
  return card(
    words.tokens,
    h("p", { class: "hint" }, words.tokensHint),
    h(
      "p",
      {},
      button(words.expireTokens, () => act("access/expireTokens")),
    ),
  );
}

function worldCard() {
  const words = texts().access;
  const reset = () => {
    if (confirm(words.confirmReset)) act("world/reset");
  };
  return card(
    words.world,
    h("p", {}, h("a", { href: "/_console/api/world.json", download: "world.json" }, words.download)),
    h("p", { class: "hint" }, words.downloadHint),
    h("p", {}, button(words.reset, reset, { class: "danger" })),
    h("p", { class: "hint" }, words.resetHint),
  );
}
