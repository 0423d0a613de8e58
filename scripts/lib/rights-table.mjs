// "Who may do what", read from the world the simulator keeps.

/** @typedef {{ right: string, to: string, inForce: boolean }} Grant `to`: the address of who holds the right */
/** @typedef {{
 *   accounts(): { primaryEmailAddress: string }[],
 *   sharedAccounts(): { sharedEmailAddress: string }[],
 *   grants(address: string): Grant[],
 * }} World */

/** OVHcloud's rights, and what they are called in the table. @type {[string, string][]} */
const RIGHTS = [
  ["fullAccess", "full access"],
  ["sendAs", "send as"],
  ["sendOnBehalfTo", "send on behalf"],
];

/**
 * @param {World} world
 * @returns {string[][]} a row for each mailbox and person
 */
function rows(world) {
  const accounts = world.accounts().map((account) => account.primaryEmailAddress);
  const shared = world.sharedAccounts().map((account) => account.sharedEmailAddress);
  const result = [];
  for (const mailbox of [...accounts, ...shared].sort()) {
    const grants = world.grants(mailbox).filter((grant) => grant.inForce);
    for (const person of [...new Set(grants.map((grant) => grant.to))].sort()) {
      const held = new Set(grants.filter((grant) => grant.to === person).map((grant) => grant.right));
      result.push([mailbox, person, ...RIGHTS.map(([right]) => (held.has(right) ? "yes" : "-"))]);
    }
  }
  return result;
}

/**
 * @param {World} world
 * @returns {string} lines without a line end after the last
 */
export function rightsTable(world) {
  const header = ["MAILBOX", "PERSON", ...RIGHTS.map(([, name]) => name.toUpperCase())];
  const table = [header, ...rows(world)];
  const widths = header.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd())
    .join("\n");
}
