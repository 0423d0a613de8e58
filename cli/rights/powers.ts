import { delegatePowers } from "../../provider/resources/delegate-powers.js";
import type { RightRow } from "./model.js";
import type { RightsTexts } from "./texts.js";

/** What a delegation of the legacy MX Plan lets do: one sentence for each way that is among the rows. */
export function powersShown(rows: readonly RightRow[], t: RightsTexts): string[] {
  const managed = rows.filter(({ right }) => right === "manage");
  const isWhole = ({ kind, through }: RightRow) => kind === "MxPlanDomain" || through === "domain";
  return [
    ...(managed.some((row) => !isWhole(row)) ? [sentence(t.allowed, "mxPlanAccount", t)] : []),
    ...(managed.some(isWhole) ? [sentence(t.allowedAll, "mxPlanDomain", t)] : []),
  ];
}

function sentence(start: string, kind: "mxPlanAccount" | "mxPlanDomain", t: RightsTexts): string {
  const { allowed, disputed } = delegatePowers(kind);
  const open = disputed.length === 0 ? "" : `; ${t.disputed} ${t.powers(disputed)}`;
  return `${start} ${t.powers(allowed)}${open}.`;
}
