import type { Route } from "../route.js";

export const mxplanRoutes: readonly Route[] = [];
