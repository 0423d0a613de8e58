/** What is known of the folders while they are copied. */

import type { Inventory, Message } from "./inventory.js";

export interface DestinationState {
  readonly raw: string;
  /** For people. */
  readonly path: string;
  /** At the last comparison. */
  baseline: Inventory;
}

export interface FolderState {
  readonly rawSource: string;
  /** For people. */
  readonly path: string;
  readonly destination: DestinationState;
  inventory: Inventory;
  /** UIDs that the destination took in this run. */
  readonly accepted: Set<number>;
  /** UIDs that will not be copied, and why. */
  readonly refused: Map<number, string>;
  /** How many the destination had at the first comparison. */
  alreadyThere: number;
}

/** A message of one of the folders that go to the same folder of the destination. */
export interface Candidate extends Message {
  readonly from: FolderState;
}

export const NOTHING: Inventory = { uidValidity: "", uidNext: 1, messages: [], permanentFlags: "all" };

export function sizeOf(messages: readonly Message[]): number {
  return messages.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
