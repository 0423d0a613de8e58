import { notImitated } from "../errors.js";
import { fullTemplate, type Route } from "../route.js";

/**
 * Routes of `/email/exchange` that OVHcloud has and this simulator does not imitate: they answer 501, so that nobody
 * takes the simulator's gap for OVHcloud's 404. To imitate one, write its handler and take it off this list.
 */
const exchangeGaps = `
PUT ~
DELETE,GET,POST,PUT ~/account/{primaryEmailAddress}/archive
GET,POST ~/account/{primaryEmailAddress}/diagnostics
DELETE,GET,POST ~/account/{primaryEmailAddress}/export
GET,POST ~/account/{primaryEmailAddress}/exportURL
GET,POST ~/account/{primaryEmailAddress}/outlookURL
GET,PUT ~/account/{primaryEmailAddress}/protocol
POST ~/account/{primaryEmailAddress}/terminate
POST ~/activateSharepoint
GET ~/authenticationPolicy
GET ~/authenticationPolicy/{id}
GET,POST ~/authorizedIp
DELETE,GET,PUT ~/authorizedIp/{ip}
POST ~/changeHostname
GET,POST ~/customIsolation
DELETE,GET ~/customIsolation/{name}
GET ~/dcvEmails
GET ~/device
GET,PUT ~/device/{identity}
POST ~/device/{identity}/clearDevice
POST ~/domain
DELETE,PUT ~/domain/{domainName}
PUT ~/domain/{domainName}/changeDefaultSBR
DELETE,GET,POST,PUT ~/domain/{domainName}/disclaimer
GET ~/domain/{domainName}/disclaimerAttribute
GET,POST ~/domain/{domainName}/dkim
DELETE,GET ~/domain/{domainName}/dkim/{selectorName}
POST ~/domain/{domainName}/dkim/{selectorName}/disable
POST ~/domain/{domainName}/dkim/{selectorName}/enable
GET ~/domain/{domainName}/dkimSelector
GET,POST ~/externalContact
DELETE,GET,PUT ~/externalContact/{externalEmailAddress}
DELETE,GET,POST ~/impersonatedUser
POST ~/impersonatedUser/changePassword
GET ~/impersonationPasswordPolicy
GET ~/license
GET ~/log/kind
GET ~/log/kind/{name}
GET,POST ~/log/subscription
DELETE,GET ~/log/subscription/{subscriptionId}
POST ~/log/url
GET,POST ~/mailingList
DELETE,GET,PUT ~/mailingList/{mailingListAddress}
GET,POST ~/mailingList/{mailingListAddress}/alias
DELETE,GET ~/mailingList/{mailingListAddress}/alias/{alias}
GET,POST ~/mailingList/{mailingListAddress}/manager/account
DELETE,GET ~/mailingList/{mailingListAddress}/manager/account/{managerAccountId}
GET,POST ~/mailingList/{mailingListAddress}/member/account
DELETE,GET ~/mailingList/{mailingListAddress}/member/account/{memberAccountId}
GET,POST ~/mailingList/{mailingListAddress}/member/contact
DELETE,GET ~/mailingList/{mailingListAddress}/member/contact/{memberContactId}
GET,POST ~/mailingList/{mailingListAddress}/sendAs
DELETE,GET ~/mailingList/{mailingListAddress}/sendAs/{allowedAccountId}
GET,POST ~/mailingList/{mailingListAddress}/sendOnBehalfTo
DELETE,GET ~/mailingList/{mailingListAddress}/sendOnBehalfTo/{allowedAccountId}
GET ~/outlookAvailability
GET,PUT ~/protocol
GET,POST ~/protocol/activeSyncMailNotification
DELETE,GET ~/protocol/activeSyncMailNotification/{notifiedAccountId}
GET,POST ~/publicFolder
DELETE,GET,PUT ~/publicFolder/{path}
GET,POST ~/publicFolder/{path}/permission
DELETE,GET,PUT ~/publicFolder/{path}/permission/{allowedAccountId}
GET ~/publicFolderQuota
GET,POST ~/remoteMailbox
DELETE,GET,PUT ~/remoteMailbox/{primaryEmailAddress}
GET,POST ~/remoteMailbox/{primaryEmailAddress}/alias
DELETE,GET ~/remoteMailbox/{primaryEmailAddress}/alias/{alias}
POST ~/remoteMailbox/{primaryEmailAddress}/changePassword
POST ~/renewSSL
GET,POST ~/resourceAccount
DELETE,GET,PUT ~/resourceAccount/{resourceEmailAddress}
GET,POST ~/resourceAccount/{resourceEmailAddress}/delegate
DELETE,GET ~/resourceAccount/{resourceEmailAddress}/delegate/{allowedAccountId}
GET,POST ~/sendConnector
DELETE,GET,PUT ~/sendConnector/{id}
POST ~/sendConnector/{id}/changeAuthentication
GET,PUT ~/server
GET,PUT ~/serviceInfos
POST ~/updateDeviceList
POST ~/updateFlagsOnAllAccounts
`;

/** Other trees of OVHcloud's API, none of whose routes is imitated. */
export const treesNotImitated = [
  "/auth",
  "/domain",
  "/email/domain",
  "/email/mxplan",
  "/email/pro",
  "/me",
  "/msServices",
  "/order",
] as const;

export const gapRoutes: readonly Route[] = exchangeGaps
  .trim()
  .split("\n")
  .flatMap((line) => {
    const [methods = "", short = ""] = line.split(" ");
    return methods.split(",").map((method) => gap(method as Route["method"], fullTemplate(short))); // our own list above
  });

function gap(method: Route["method"], template: string): Route {
  return {
    method,
    template,
    anonymous: true,
    handle: () => {
      throw notImitated(method, template);
    },
  };
}
