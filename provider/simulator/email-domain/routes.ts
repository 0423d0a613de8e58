import type { Route } from "../route.js";

export const domainRoutes: readonly Route[] = [];
