/**
 * The action of OVHcloud's IAM for each call, as its API schema names them (`iamActions`). It names none for `/auth` and
 * `/me` in what it publishes of these trees.
 */
export const IAM_ACTIONS: Readonly<Record<string, string>> = {
  "DELETE /email/domain/delegatedAccount/{email}/responder":
    "account:apiovh:emailDomain/delegatedAccount/responder/delete",
  "DELETE /email/domain/{domain}/account/{accountName}": "emailDomain:apiovh:account/delete",
  "DELETE /email/domain/{domain}/account/{accountName}/delegation/{accountId}":
    "emailDomain:apiovh:account/delegation/delete",
  "DELETE /email/domain/{domain}/acl/{accountId}": "emailDomain:apiovh:acl/delete",
  "DELETE /email/domain/{domain}/redirection/{id}": "emailDomain:apiovh:redirection/delete",
  "DELETE /email/domain/{domain}/responder/{account}": "emailDomain:apiovh:responder/delete",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}":
    "emailExchange:apiovh:service/account/delete",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/alias/{alias}":
    "emailExchange:apiovh:service/account/alias/delete",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/fullAccess/{allowedAccountId}":
    "emailExchange:apiovh:service/account/fullAccess/revoke",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/sendAs/{allowedAccountId}":
    "emailExchange:apiovh:service/account/sendAs/revoke",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/sendOnBehalfTo/{allowedAccountId}":
    "emailExchange:apiovh:service/account/sendOnBehalfTo/revoke",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/externalContact/{externalEmailAddress}":
    "emailExchange:apiovh:service/externalContact/delete",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}":
    "emailExchange:apiovh:service/mailingList/delete",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/alias/{alias}":
    "emailExchange:apiovh:service/mailingList/alias/delete",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/manager/account/{managerAccountId}":
    "emailExchange:apiovh:service/mailingList/manager/account/delete",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/member/account/{memberAccountId}":
    "emailExchange:apiovh:service/mailingList/member/account/delete",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/member/contact/{memberContactId}":
    "emailExchange:apiovh:service/mailingList/member/contact/delete",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/sendAs/{allowedAccountId}":
    "emailExchange:apiovh:service/mailingList/sendAs/revoke",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/sendOnBehalfTo/{allowedAccountId}":
    "emailExchange:apiovh:service/mailingList/sendOnBehalfTo/revoke",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}":
    "emailExchange:apiovh:service/sharedAccount/delete",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}/alias/{alias}":
    "emailExchange:apiovh:service/sharedAccount/alias/delete",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}/fullAccess/{allowedAccountId}":
    "emailExchange:apiovh:service/sharedAccount/fullAccess/revoke",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}/sendAs/{allowedAccountId}":
    "emailExchange:apiovh:service/sharedAccount/sendAs/revoke",
  "DELETE /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}/sendOnBehalfTo/{allowedAccountId}":
    "emailExchange:apiovh:service/sharedAccount/sendOnBehalfTo/revoke",
  "DELETE /email/mxplan/{service}/account/{email}": "emailMxplan:apiovh:account/delete",
  "DELETE /email/mxplan/{service}/account/{email}/alias/{alias}": "emailMxplan:apiovh:account/alias/delete",
  "DELETE /email/mxplan/{service}/account/{email}/fullAccess/{allowedAccountId}":
    "emailMxplan:apiovh:account/fullAccess/revoke",
  "DELETE /email/mxplan/{service}/account/{email}/sendAs/{allowedAccountId}":
    "emailMxplan:apiovh:account/sendAs/revoke",
  "DELETE /email/mxplan/{service}/account/{email}/sendOnBehalfTo/{allowedAccountId}":
    "emailMxplan:apiovh:account/sendOnBehalfTo/revoke",
  "GET /email/domain": "emailDomain:apiovh:get",
  "GET /email/domain/delegatedAccount": "account:apiovh:emailDomain/delegatedAccount/get",
  "GET /email/domain/delegatedAccount/{email}": "account:apiovh:emailDomain/delegatedAccount/get",
  "GET /email/domain/delegatedAccount/{email}/responder": "account:apiovh:emailDomain/delegatedAccount/responder/get",
  "GET /email/domain/{domain}": "emailDomain:apiovh:get",
  "GET /email/domain/{domain}/account": "emailDomain:apiovh:account/get",
  "GET /email/domain/{domain}/account/{accountName}": "emailDomain:apiovh:account/get",
  "GET /email/domain/{domain}/account/{accountName}/delegation": "emailDomain:apiovh:account/delegation/get",
  "GET /email/domain/{domain}/account/{accountName}/migrate": "emailDomain:apiovh:account/migrate/get",
  "GET /email/domain/{domain}/account/{accountName}/migrate/{destinationServiceName}/destinationEmailAddress":
    "emailDomain:apiovh:account/migrate/destinationEmailAddress/get",
  "GET /email/domain/{domain}/account/{accountName}/migrate/{destinationServiceName}/destinationEmailAddress/{destinationEmailAddress}/checkMigrate":
    "emailDomain:apiovh:account/migrate/destinationEmailAddress/checkMigrate/get",
  "GET /email/domain/{domain}/acl": "emailDomain:apiovh:acl/get",
  "GET /email/domain/{domain}/mailingList": "emailDomain:apiovh:mailingList/get",
  "GET /email/domain/{domain}/quota": "emailDomain:apiovh:quota/get",
  "GET /email/domain/{domain}/redirection": "emailDomain:apiovh:redirection/get",
  "GET /email/domain/{domain}/redirection/{id}": "emailDomain:apiovh:redirection/get",
  "GET /email/domain/{domain}/responder": "emailDomain:apiovh:responder/get",
  "GET /email/domain/{domain}/responder/{account}": "emailDomain:apiovh:responder/get",
  "GET /email/domain/{domain}/serviceInfos": "emailDomain:apiovh:serviceInfos/get",
  "GET /email/domain/{domain}/summary": "emailDomain:apiovh:summary/get",
  "GET /email/domain/{domain}/task/account": "emailDomain:apiovh:task/account/get",
  "GET /email/domain/{domain}/task/account/{id}": "emailDomain:apiovh:task/account/get",
  "GET /email/domain/{domain}/task/redirection": "emailDomain:apiovh:task/redirection/get",
  "GET /email/domain/{domain}/task/responder": "emailDomain:apiovh:task/responder/get",
  "GET /email/exchange": "emailExchange:apiovh:get",
  "GET /email/exchange/{organizationName}/service": "emailExchange:apiovh:service/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}": "emailExchange:apiovh:service/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/account":
    "emailExchange:apiovh:service/account/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}":
    "emailExchange:apiovh:service/account/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/alias":
    "emailExchange:apiovh:service/account/alias/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/fullAccess":
    "emailExchange:apiovh:service/account/fullAccess/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/protocol":
    "emailExchange:apiovh:service/account/protocol/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/sendAs":
    "emailExchange:apiovh:service/account/sendAs/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/sendOnBehalfTo":
    "emailExchange:apiovh:service/account/sendOnBehalfTo/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/tasks":
    "emailExchange:apiovh:service/account/tasks/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/domain": "emailExchange:apiovh:service/domain/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/domain/{domainName}":
    "emailExchange:apiovh:service/domain/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/externalContact":
    "emailExchange:apiovh:service/externalContact/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/externalContact/{externalEmailAddress}":
    "emailExchange:apiovh:service/externalContact/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/mailingList":
    "emailExchange:apiovh:service/mailingList/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}":
    "emailExchange:apiovh:service/mailingList/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/alias":
    "emailExchange:apiovh:service/mailingList/alias/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/manager/account":
    "emailExchange:apiovh:service/mailingList/manager/account/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/manager/account/{managerAccountId}":
    "emailExchange:apiovh:service/mailingList/manager/account/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/member/account":
    "emailExchange:apiovh:service/mailingList/member/account/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/member/account/{memberAccountId}":
    "emailExchange:apiovh:service/mailingList/member/account/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/member/contact":
    "emailExchange:apiovh:service/mailingList/member/contact/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/member/contact/{memberContactId}":
    "emailExchange:apiovh:service/mailingList/member/contact/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/sendAs":
    "emailExchange:apiovh:service/mailingList/sendAs/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/sendOnBehalfTo":
    "emailExchange:apiovh:service/mailingList/sendOnBehalfTo/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/server": "emailExchange:apiovh:service/server/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/serviceInfos":
    "emailExchange:apiovh:service/serviceInfos/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount":
    "emailExchange:apiovh:service/sharedAccount/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}":
    "emailExchange:apiovh:service/sharedAccount/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}/alias":
    "emailExchange:apiovh:service/sharedAccount/alias/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}/fullAccess":
    "emailExchange:apiovh:service/sharedAccount/fullAccess/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}/sendAs":
    "emailExchange:apiovh:service/sharedAccount/sendAs/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}/sendOnBehalfTo":
    "emailExchange:apiovh:service/sharedAccount/sendOnBehalfTo/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}/tasks":
    "emailExchange:apiovh:service/sharedAccount/tasks/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/sharedAccountQuota":
    "emailExchange:apiovh:service/sharedAccountQuota/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/task": "emailExchange:apiovh:service/task/get",
  "GET /email/exchange/{organizationName}/service/{exchangeService}/task/{id}": "emailExchange:apiovh:service/task/get",
  "GET /email/mxplan": "emailMxplan:apiovh:get",
  "GET /email/mxplan/{service}": "emailMxplan:apiovh:get",
  "GET /email/mxplan/{service}/account": "emailMxplan:apiovh:account/get",
  "GET /email/mxplan/{service}/account/{email}": "emailMxplan:apiovh:account/get",
  "GET /email/mxplan/{service}/account/{email}/alias": "emailMxplan:apiovh:account/alias/get",
  "GET /email/mxplan/{service}/account/{email}/capabilities": "emailMxplan:apiovh:account/capabilities/get",
  "GET /email/mxplan/{service}/account/{email}/fullAccess": "emailMxplan:apiovh:account/fullAccess/get",
  "GET /email/mxplan/{service}/account/{email}/sendAs": "emailMxplan:apiovh:account/sendAs/get",
  "GET /email/mxplan/{service}/account/{email}/sendOnBehalfTo": "emailMxplan:apiovh:account/sendOnBehalfTo/get",
  "GET /email/mxplan/{service}/account/{email}/task": "emailMxplan:apiovh:account/task/get",
  "GET /email/mxplan/{service}/domain": "emailMxplan:apiovh:domain/get",
  "GET /email/mxplan/{service}/task": "emailMxplan:apiovh:task/get",
  "GET /email/mxplan/{service}/task/{id}": "emailMxplan:apiovh:task/get",
  "GET /order/email/exchange/{organizationName}/service/{exchangeService}/account":
    "order:apiovh:email/exchange/service/account/get",
  "GET /order/email/exchange/{organizationName}/service/{exchangeService}/account/{duration}":
    "order:apiovh:email/exchange/service/account/get",
  "POST /email/domain/delegatedAccount/{email}/changePassword": "emailDomain:apiovh:delegatedAccount/changePassword",
  "POST /email/domain/delegatedAccount/{email}/responder":
    "account:apiovh:emailDomain/delegatedAccount/responder/create",
  "POST /email/domain/{domain}/account": "emailDomain:apiovh:account/create",
  "POST /email/domain/{domain}/account/{accountName}/changePassword": "emailDomain:apiovh:account/changePassword",
  "POST /email/domain/{domain}/account/{accountName}/delegation": "emailDomain:apiovh:account/delegation/create",
  "POST /email/domain/{domain}/account/{accountName}/migrate/{destinationServiceName}/destinationEmailAddress/{destinationEmailAddress}/migrate":
    "emailDomain:apiovh:account/migrate/destinationEmailAddress/migrate",
  "POST /email/domain/{domain}/acl": "emailDomain:apiovh:acl/create",
  "POST /email/domain/{domain}/redirection": "emailDomain:apiovh:redirection/create",
  "POST /email/domain/{domain}/redirection/{id}/changeRedirection": "emailDomain:apiovh:redirection/changeRedirection",
  "POST /email/domain/{domain}/responder": "emailDomain:apiovh:responder/create",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/account":
    "emailExchange:apiovh:service/account/create",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/alias":
    "emailExchange:apiovh:service/account/alias/create",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/changePassword":
    "emailExchange:apiovh:service/account/changePassword",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/fullAccess":
    "emailExchange:apiovh:service/account/fullAccess/grant",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/sendAs":
    "emailExchange:apiovh:service/account/sendAs/grant",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/sendOnBehalfTo":
    "emailExchange:apiovh:service/account/sendOnBehalfTo/grant",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/externalContact":
    "emailExchange:apiovh:service/externalContact/create",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/mailingList":
    "emailExchange:apiovh:service/mailingList/create",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/alias":
    "emailExchange:apiovh:service/mailingList/alias/create",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/manager/account":
    "emailExchange:apiovh:service/mailingList/manager/account/create",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/member/account":
    "emailExchange:apiovh:service/mailingList/member/account/create",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/member/contact":
    "emailExchange:apiovh:service/mailingList/member/contact/create",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/sendAs":
    "emailExchange:apiovh:service/mailingList/sendAs/grant",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}/sendOnBehalfTo":
    "emailExchange:apiovh:service/mailingList/sendOnBehalfTo/grant",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount":
    "emailExchange:apiovh:service/sharedAccount/create",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}/alias":
    "emailExchange:apiovh:service/sharedAccount/alias/create",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}/fullAccess":
    "emailExchange:apiovh:service/sharedAccount/fullAccess/grant",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}/sendAs":
    "emailExchange:apiovh:service/sharedAccount/sendAs/grant",
  "POST /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}/sendOnBehalfTo":
    "emailExchange:apiovh:service/sharedAccount/sendOnBehalfTo/grant",
  "POST /email/mxplan/{service}/account/{email}/alias": "emailMxplan:apiovh:account/alias/create",
  "POST /email/mxplan/{service}/account/{email}/changePassword": "emailMxplan:apiovh:account/changePassword",
  "POST /email/mxplan/{service}/account/{email}/fullAccess": "emailMxplan:apiovh:account/fullAccess/grant",
  "POST /email/mxplan/{service}/account/{email}/sendAs": "emailMxplan:apiovh:account/sendAs/grant",
  "POST /email/mxplan/{service}/account/{email}/sendOnBehalfTo": "emailMxplan:apiovh:account/sendOnBehalfTo/grant",
  "POST /order/email/exchange/{organizationName}/service/{exchangeService}/account/{duration}":
    "order:apiovh:email/exchange/service/account/create",
  "PUT /email/domain/delegatedAccount/{email}": "account:apiovh:emailDomain/delegatedAccount/edit",
  "PUT /email/domain/delegatedAccount/{email}/responder": "account:apiovh:emailDomain/delegatedAccount/responder/edit",
  "PUT /email/domain/{domain}/account/{accountName}": "emailDomain:apiovh:account/edit",
  "PUT /email/domain/{domain}/responder/{account}": "emailDomain:apiovh:responder/edit",
  "PUT /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}":
    "emailExchange:apiovh:service/account/edit",
  "PUT /email/exchange/{organizationName}/service/{exchangeService}/account/{primaryEmailAddress}/protocol":
    "emailExchange:apiovh:service/account/protocol/edit",
  "PUT /email/exchange/{organizationName}/service/{exchangeService}/externalContact/{externalEmailAddress}":
    "emailExchange:apiovh:service/externalContact/edit",
  "PUT /email/exchange/{organizationName}/service/{exchangeService}/mailingList/{mailingListAddress}":
    "emailExchange:apiovh:service/mailingList/edit",
  "PUT /email/exchange/{organizationName}/service/{exchangeService}/sharedAccount/{sharedEmailAddress}":
    "emailExchange:apiovh:service/sharedAccount/edit",
  "PUT /email/mxplan/{service}/account/{email}": "emailMxplan:apiovh:account/edit",
};
