/** What is not imitated of this tree. */
export const orderGaps = `
GET /order/cartServiceOption/microsoftExchange
GET,POST /order/cartServiceOption/microsoftExchange/{serviceName}
GET /order/upgrade/microsoftExchange
GET /order/upgrade/microsoftExchange/{serviceName}
GET,POST /order/upgrade/microsoftExchange/{serviceName}/{planCode}
GET /order~/accountUpgrade
GET,POST /order~/accountUpgrade/{duration}
GET,POST /order~/diskSpace
GET /order~/outlook
GET,POST /order~/outlook/{duration}
GET,POST /order~/upgrade
`;
