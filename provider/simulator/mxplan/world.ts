import type { WorldAccess } from "../world-access.js";

export type MxplanWorld = {};

export function createMxplanWorld(_access: WorldAccess): MxplanWorld {
  return {};
}
