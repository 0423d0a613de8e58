/** One value for each parameter of OVHcloud's routes, all different, so that two that are mixed up are noticed. */

export const VALUES: Readonly<Record<string, string | number>> = {
  organizationName: "hosted-ab12345-1",
  exchangeService: "hosted-ab12345-2",
  primaryEmailAddress: "person@example.com",
  sharedEmailAddress: "team@example.com",
  mailingListAddress: "everybody@example.com",
  externalEmailAddress: "guest@example.org",
  alias: "other@example.com",
  allowedAccountId: 2_100_001,
  memberAccountId: 2_100_002,
  memberContactId: 2_100_003,
  managerAccountId: 2_100_004,
  domainName: "example.com",
  domain: "example.net",
  service: "mxplan-ab12345-1",
  accountName: "person",
  account: "absent",
  email: "person@example.net",
  accountId: "cd67890-ovh",
  name: "filter-1",
  destinationServiceName: "hosted-ab12345-3",
  destinationEmailAddress: "abcdefghijkl@configureme.me",
  id: 113_000_001,
  duration: "12",
  orderId: 201_000_001,
  orderDetailId: 2_010_000_011,
};

export function value(name: string): string {
  return String(VALUES[name]);
}

export const SPAM_AND_VIRUS = {
  checkDKIM: true,
  checkSPF: true,
  deleteSpam: false,
  deleteVirus: true,
  putInJunk: true,
  tagSpam: true,
  tagVirus: true,
};
