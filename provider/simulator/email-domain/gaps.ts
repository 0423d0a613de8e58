/** What is not imitated of this tree. */
export const domainGaps = `
POST /email/domain/{domain}/changeContact
POST /email/domain/{domain}/changeDnsMXFilter
POST /email/domain/{domain}/confirmTermination
GET /email/domain/{domain}/dkim
PUT /email/domain/{domain}/dkim/disable
PUT /email/domain/{domain}/dkim/enable
PUT /email/domain/{domain}/mailingList/{name}
POST /email/domain/{domain}/mailingList/{name}/changeOptions
GET,POST /email/domain/{domain}/mailingList/{name}/moderator
DELETE,GET /email/domain/{domain}/mailingList/{name}/moderator/{email}
POST /email/domain/{domain}/mailingList/{name}/sendListByEmail
GET,POST /email/domain/{domain}/mailingList/{name}/subscriber
DELETE,GET /email/domain/{domain}/mailingList/{name}/subscriber/{email}
POST /email/domain/{domain}/migrateDelegationV3toV6
POST /email/domain/{domain}/terminate
`;
