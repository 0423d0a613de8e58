// The world of the simulator bench: 500 mailboxes and 5,000 rights.

export const SERVICE = "hosted-ab12345-1";
export const ACCOUNTS = 400;
export const SHARED = 100;
/** Of each kind, on each shared mailbox. */
const RIGHTS_OF_A_KIND = 25;
const KINDS = /** @type {const} */ (["fullAccess", "sendAs"]);
const SHARED_QUOTA_MB = 50;

export const MAILBOXES = ACCOUNTS + SHARED;
export const RIGHTS = SHARED * RIGHTS_OF_A_KIND * KINDS.length;

export const accountAddress = (/** @type {number} */ index) => `person${index}@example.com`;
export const sharedAddress = (/** @type {number} */ index) => `team${index}@example.com`;

/**
 * Somebody who may not send as a shared mailbox: `sendOnBehalfTo` would be refused to whoever may.
 * @param {number} turn each has another pair, for some ten thousand turns
 */
export function grantWithoutSendAs(turn) {
  const team = turn % SHARED;
  const others = ACCOUNTS - RIGHTS_OF_A_KIND;
  const person = (team + 1) * RIGHTS_OF_A_KIND + (Math.floor(turn / SHARED) % others);
  return { on: sharedAddress(team), to: accountAddress(person % ACCOUNTS) };
}

/** @returns {import("../provider/simulator/index.js").Seed} */
export function worldSeed() {
  const nichandle = "ab12345-ovh";
  const numbers = (/** @type {number} */ length) => Array.from({ length }, (_, index) => index);
  const rightsOn = (/** @type {number} */ team) =>
    KINDS.flatMap((right) =>
      numbers(RIGHTS_OF_A_KIND).map((index) => ({
        on: sharedAddress(team),
        to: accountAddress((team * RIGHTS_OF_A_KIND + index) % ACCOUNTS),
        right,
      })),
    );
  return {
    apiAccounts: [
      { nichandle, applicationKey: "benchKey", applicationSecret: "benchSecret", consumerKey: "benchConsumer" },
    ],
    exchangeServices: [
      {
        name: SERVICE,
        owner: nichandle,
        domains: ["example.com"],
        accounts: numbers(ACCOUNTS).map((index) => ({
          emailAddress: accountAddress(index),
          displayName: `P ${index}`,
        })),
        sharedAccounts: numbers(SHARED).map((index) => ({
          emailAddress: sharedAddress(index),
          quotaMb: SHARED_QUOTA_MB,
        })),
        grants: numbers(SHARED).flatMap(rightsOn),
      },
    ],
  };
}
