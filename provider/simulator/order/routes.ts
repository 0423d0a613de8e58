import type { Route } from "../route.js";

export const orderRoutes: readonly Route[] = [];
