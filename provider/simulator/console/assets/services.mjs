// Services with their seats, space and domains.
import { h } from "./dom.mjs";
import { fill, number, size, texts } from "./language.mjs";
import { choices, redraw, use } from "./page.mjs";
import { badge, row, table } from "./parts.mjs";

/** @typedef {import("../view-model.js").ServiceCard} ServiceCard */
/** @typedef {import("../view-model.js").DomainCard} DomainCard */

export function servicesView() {
  /** @type {import("../view-model.js").WorldView | undefined} */
  const world = use("world");
  if (world === undefined) return [h("p", {}, texts().loading)];
  if (world.services.length === 0) return [h("p", {}, texts().services.none)];
  return [h("div", { class: "cards" }, world.services.map(serviceCard))];
}

/** @param {ServiceCard} service */
function serviceCard(service) {
  const words = texts().services;
  return h(
    "section",
    { class: "card service", key: `${service.kind} ${service.name}` },
    h("h3", {}, service.name, " ", badge(words[service.kind], "kind")),
    h("dl", { class: "facts" }, facts(service)),
    h("h4", {}, words.domains),
    domainTable(service),
    h("h4", {}, words.mailboxes),
    h("p", { class: "counts" }, service.counts.length === 0 ? texts().noneYet : service.counts.map(countBadge)),
    h("p", {}, h("a", { href: "#/mailboxes", onclick: () => showMailboxesOf(service.name) }, words.open)),
  );
}

/** @param {string} service */
function showMailboxesOf(service) {
  Object.assign(choices.mailboxes, { search: "", kind: "", service, isWhole: false });
  redraw();
}

/** @param {ServiceCard} service */
function facts(service) {
  const words = texts().services;
  const { organization, offer, state, contacts, seats, sharedQuota } = service;
  return [
    organization !== "" && organization !== service.name && fact(words.organization, organization),
    offer !== "" && fact(words.offer, offer),
    fact(words.state, badge(state, state === "ok" ? "good" : "bad")),
    fact(words.contacts, contactText(contacts)),
    seats && fact(words.seats, seatText(seats), bar(words.seats, seats.used, seats.used + seats.free)),
    sharedQuota &&
      fact(
        words.sharedQuota,
        quotaText(sharedQuota),
        bar(words.sharedQuota, sharedQuota.reservedMb, sharedQuota.limitMb),
      ),
  ].flat();
}

/** @param {ServiceCard["contacts"]} contacts */
function contactText({ admin, tech, billing }) {
  if (admin === tech && tech === billing) return admin;
  return fill(texts().services.contactList, { admin, tech, billing });
}

/** @param {NonNullable<ServiceCard["seats"]>} seats */
function seatText({ used, free }) {
  return fill(texts().services.seatsUsed, { used: number(used), all: number(used + free), free: number(free) });
}

/** @param {NonNullable<ServiceCard["sharedQuota"]>} quota */
function quotaText({ reservedMb, limitMb, usedKb }) {
  const values = { reserved: size(reservedMb), limit: size(limitMb), used: size(usedKb / 1_024) };
  return fill(texts().services.quotaUsed, values);
}

/**
 * @param {string} name
 * @param {import("./dom.mjs").Content[]} content
 */
function fact(name, ...content) {
  return [h("dt", { key: name }, name), h("dd", { key: `${name}:` }, ...content)];
}

/**
 * @param {string} label
 * @param {number} value
 * @param {number} most
 */
function bar(label, value, most) {
  return h("progress", { "aria-label": label, max: Math.max(most, 1), value });
}

/** @param {ServiceCard} service */
function domainTable({ name, domains }) {
  const words = texts().services;
  if (domains.length === 0) return h("p", {}, texts().noneYet);
  const label = `${words.domains}, ${name}`;
  return table(
    { label, key: "domains", columns: [words.domainName, words.state, "DNS"] },
    domains.map((domain) =>
      row(
        domain.name,
        domain.name,
        badge(domain.state, domain.state === "ok" ? "good" : "bad"),
        domain.checks.map(checkBadge),
      ),
    ),
  );
}

/** @param {DomainCard["checks"][number]} check */
function checkBadge({ record, result }) {
  const tone = { valid: "good", invalid: "bad", unknown: "plain" }[result];
  return badge(fill(texts().services.checks[result], { record }), tone);
}

/** @param {ServiceCard["counts"][number]} counted */
function countBadge({ kind, count }) {
  const { kindsMany, services } = texts();
  return badge(fill(services.countOf, { kind: kindsMany[kind], count: number(count) }));
}
