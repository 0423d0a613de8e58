import type { WorldAccess } from "../world-access.js";

export type DomainWorld = {};

export function createDomainWorld(_access: WorldAccess): DomainWorld {
  return {};
}
