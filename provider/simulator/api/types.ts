import { z } from "zod";

/**
 * The types of OVHcloud's description of its API, each with how a value of it is checked. What ships is our own
 * description of the routes that the simulator serves; the contract tests hold it against OVHcloud's, type by type.
 */
export const ovhTypes = z.registry<{ type: string }>();

function named<Schema extends z.ZodType>(type: string, schema: Schema): Schema {
  ovhTypes.add(schema, { type });
  return schema;
}

export const string = named("string", z.string());
export const text = named("text", z.string());
export const password = named("password", z.string());
export const phoneNumber = named("phoneNumber", z.string());
export const long = named("long", z.int());
export const double = named("double", z.number());
export const boolean = named("boolean", z.boolean());
/** As OVH's examples write it: seconds, with an offset. */
export const datetime = named("datetime", z.iso.datetime({ offset: true }));
export const date = named("date", z.iso.date());
export const uuid = named("uuid", z.uuid());
export const ipv4 = named("ipv4", z.ipv4());
export const ipv6 = named("ipv6", z.ipv6());
/** An address or a range of them. */
export const ipBlock = named("ipBlock", z.string().regex(/^[0-9a-f:.]+(?:\/\d{1,3})?$/i));
export const stringMap = named("map[string]string", z.record(z.string(), z.string()));
/** Nothing: the body is `null`. */
export const nothing = named("void", z.null());

export function list<Item extends z.ZodType>(item: Item): z.ZodArray<Item> {
  return z.array(item);
}

export function enumeration<const Value extends string>(type: string, values: readonly Value[]) {
  return named(type, z.enum(values));
}

/** A model has all its fields and no others. */
export function model<Fields extends z.ZodRawShape>(type: string, fields: Fields): z.ZodObject<Fields, z.core.$strict> {
  return named(type, z.strictObject(fields));
}

/** A field that may be null. */
export function nullable<Schema extends z.ZodType>(schema: Schema): z.ZodNullable<Schema> {
  return schema.nullable();
}

/** A field that only OVHcloud sets. */
export function ro<Schema extends z.ZodType>(schema: Schema): z.ZodReadonly<Schema> {
  return schema.readonly();
}

/** A parameter that may be left out. */
export function optional<Schema extends z.ZodType>(schema: Schema): z.ZodOptional<Schema> {
  return schema.optional();
}

type WritableShape<Fields extends z.ZodRawShape> = {
  [Name in keyof Fields as Fields[Name] extends z.ZodReadonly ? never : Name]: z.ZodOptional<Fields[Name]>;
};

/** What a PUT of a model may send: any part of what is not read-only (the OVH panel sends only what changed). */
export function writable<Fields extends z.ZodRawShape>(whole: z.ZodObject<Fields>): z.ZodObject<WritableShape<Fields>> {
  const fields = Object.entries(whole.shape).filter(([, field]) => !(field instanceof z.ZodReadonly));
  // The filter above is what `WritableShape` says, which TypeScript cannot follow.
  return z.object(Object.fromEntries(fields)).partial() as unknown as z.ZodObject<WritableShape<Fields>>;
}
