/** The rights of application keys: a method and a path, in which `*` stands for anything, `/` included. */

export interface AccessRule {
  readonly method: string;
  readonly path: string;
}

/** Just what these routes need. A rule that another one includes is left out. */
export function minimalRules(routes: readonly string[]): AccessRule[] {
  const rules = [...new Set(routes.map((route) => route.replace(/\{\w+\}/g, "*")))].map(ruleOf);
  const isIncluded = (rule: AccessRule) =>
    rules.some((other) => other.path !== rule.path && includes(other, rule.method, rule.path));
  return rules.filter((rule) => !isIncluded(rule));
}

/** The routes that the rules do not grant, whatever the parameters are. */
export function routesNotGranted(rules: readonly AccessRule[], routes: readonly string[], names: PlaceNames): string[] {
  return routes.filter((route) => {
    const { method, path } = ruleOf(route);
    return !placesOf(path, names).every((place) => rules.some((rule) => includes(rule, method, place)));
  });
}

/** What is there: rules may name a service or a domain. */
export interface PlaceNames {
  /** `organization/service`, or one name for both. */
  readonly services: readonly string[];
  readonly domains: readonly string[];
  readonly mxPlanServices: readonly string[];
}

/** Stands for whatever a parameter may be. */
const ANY = "x";

function placesOf(path: string, { services, domains, mxPlanServices }: PlaceNames): string[] {
  const filled = fill(path, services, (place, service) => {
    const [organization = "", name = organization] = service.split("/");
    return place.replace("{organizationName}", organization).replace("{exchangeService}", name);
  });
  const all = filled
    .flatMap((one) => fill(one, domains, (place, domain) => place.replace("{domain}", domain)))
    .flatMap((one) => fill(one, mxPlanServices, (place, service) => place.replace("{service}", service)));
  return [...new Set(all.map((one) => one.replace(/\{\w+\}/g, ANY)))];
}

function fill(path: string, names: readonly string[], into: (path: string, name: string) => string): string[] {
  return names.length === 0 ? [path] : names.map((name) => into(path, name));
}

function includes(rule: AccessRule, method: string, path: string): boolean {
  if (rule.method !== method) return false;
  const parts = rule.path.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(path);
}

function ruleOf(route: string): AccessRule {
  const [method = "", path = ""] = route.split(" ");
  return { method, path };
}
