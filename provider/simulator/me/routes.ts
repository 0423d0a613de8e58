import type { Route } from "../route.js";

export const meRoutes: readonly Route[] = [];
