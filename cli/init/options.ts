export const templates = ["team", "people", "mx-plan"] as const;
export type TemplateName = (typeof templates)[number];

export interface InitOptions {
  readonly template: TemplateName;
  readonly json?: true;
}
