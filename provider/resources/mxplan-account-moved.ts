/** A mailbox of MX Plan whose address has moved to Exchange: what is left of it is nobody's to change or to delete. */

import { ifPresent, ifTold } from "../if-present.js";
import { splitAddress } from "../schemas.js";
import { isFreeSeat } from "../seats.js";
import type { Session } from "../session.js";
import { movingTask } from "./migration/live.js";
import type { MxPlanAccountFacts, MxPlanAccountRecord, MxPlanAccountStep } from "./mxplan-account-home.js";
import type { MxPlanAccountInputs } from "./mxplan-account-view.js";
import { isTaken } from "./taken-address.js";

/** @throws while it is being moved: deleted then, its mail would be lost. */
export async function hasMoved(session: Session, { inputs, facts }: MxPlanAccountRecord): Promise<boolean> {
  if (inputs.asDelegate || facts.generation === undefined) return false;
  return facts.generation === "legacy" ? hasLegacyMoved(session, inputs) : hasNewMoved(session, inputs, facts);
}

/** An address lives in one place only. For up to 15 days what OVHcloud has left of the old mailbox may still be listed. */
async function hasLegacyMoved(session: Session, { emailAddress }: MxPlanAccountInputs): Promise<boolean> {
  if ((await session.exchangeSearch.serviceOf(emailAddress)) !== undefined) return true;
  const { login, domain } = splitAddress(emailAddress);
  if ((await ifTold(movingTask(session.mxPlanDomain(domain), login))) === undefined) return false;
  throw new Error(
    `OVHcloud is moving mailbox ${emailAddress} to Exchange, which takes minutes or hours: it is not deleted meanwhile. ` +
      'Run "pulumi up" again when that is over: the resource then leaves the state, and nothing is deleted',
  );
}

/** Its account stays under a provisional address until somebody resets it. */
async function hasNewMoved(
  session: Session,
  { emailAddress }: MxPlanAccountInputs,
  { mxPlanService, accountId, formerAddress = emailAddress }: Partial<MxPlanAccountFacts>,
): Promise<boolean> {
  if (mxPlanService === undefined || accountId === undefined) return false;
  const { api, directory } = session.mxPlanService(mxPlanService);
  const bears = async (address: string) => (await ifPresent(api.getAccount(address)))?.id === accountId;
  if (await bears(formerAddress)) return false;
  if ((await session.exchangeSearch.serviceOf(formerAddress)) !== undefined) return true;
  if (await bears(emailAddress)) return false;
  const account = await directory.accountWith(accountId);
  if (account === undefined || isFreeSeat(account)) return false;
  throw new Error(
    `mailbox ${emailAddress} is ${account.primaryEmailAddress.toLowerCase()} by now, and it is not deleted: a migration to ` +
      "Exchange that has not come to its end leaves it so, with all its mail. Let that come to its end; or run " +
      '"pulumi refresh", and look at what it shows before you delete the mailbox',
  );
}

/** What a refresh found renamed would be renamed back, to an address that has another mailbox by now. */
export async function refuseRenamingBack(session: Session, steps: readonly MxPlanAccountStep[]): Promise<void> {
  for (const step of steps) {
    const address = step.do === "change" ? step.view.emailAddress : undefined;
    const service = address === undefined ? undefined : await session.exchangeSearch.serviceOf(address);
    if (address !== undefined && service !== undefined) throw new Error(movedAway(address, service));
  }
}

/** OVHcloud's refusal of an address that lives on Exchange by now. */
export async function movedExplained<T>(
  session: Session,
  { emailAddress }: MxPlanAccountInputs,
  work: () => Promise<T>,
) {
  try {
    return await work();
  } catch (error) {
    const service = isTaken(error) ? await session.exchangeSearch.serviceOf(emailAddress) : undefined;
    throw service === undefined ? error : new Error(movedAway(emailAddress, service), { cause: error });
  }
}

function movedAway(address: string, service: string): string {
  return (
    `emailAddress: ${address} lives on Exchange (${service}) by now. If it has moved there, take this resource out of the ` +
    "program, which deletes nothing, and declare the mailbox as an ExchangeAccount with adopt: true"
  );
}
