/** What is not imitated of this tree. */
export const mxplanGaps = `
DELETE,GET,POST,PUT /email/mxplan/{service}/domain/{domainName}/disclaimer
GET /email/mxplan/{service}/domain/{domainName}/disclaimerAttribute
`;
