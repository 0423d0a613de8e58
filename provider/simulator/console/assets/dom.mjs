// A page as plain descriptions of elements, and one function that makes a part of the document so. What is the same
// stays as it is, so that focus, selection and scroll positions live on. Texts are never read as HTML.

/** @typedef {{ tag: string, key: string | undefined, attributes: Attributes, children: Child[] }} Element_ */
/** @typedef {Element_ | string} Child */
/** @typedef {Child | number | false | undefined} One */
/** @typedef {One | readonly (One | readonly One[])[]} Content */
/** @typedef {string | number | boolean | undefined | ((event: any) => void)} Value */
/** @typedef {Record<string, Value>} Attributes */

const svgNamespace = "http://www.w3.org/2000/svg";
/** Those whose attribute is only the beginning. */
const properties = new Set(["value", "checked", "selected", "disabled"]);

/** @type {WeakMap<Node, Element_>} */
const shown = new WeakMap();

/**
 * One element. An attribute that is a function listens to the event of its name (`onclick`); `false` and undefined
 * leave it out; `key` tells an element from its siblings.
 * @param {string} tag
 * @param {Attributes & { key?: string | number }} attributes
 * @param {Content[]} content
 * @returns {Element_}
 */
export function h(tag, { key, ...attributes }, ...content) {
  return { tag, key: key === undefined ? undefined : String(key), attributes, children: childrenOf(content) };
}

/**
 * @param {readonly Content[]} content
 * @returns {Child[]}
 */
function childrenOf(content) {
  const ones = /** @type {One[]} */ (content.flat(2)); // as deep as the type goes
  return ones.flatMap((one) => {
    if (one === undefined || one === false || one === "") return [];
    return [typeof one === "number" ? String(one) : one];
  });
}

/**
 * @param {Element} parent
 * @param {Content[]} content
 */
export function render(parent, ...content) {
  renderChildren(parent, childrenOf(content));
}

/**
 * @param {Element} parent
 * @param {readonly Child[]} children
 */
function renderChildren(parent, children) {
  const reusable = new Reusable(parent);
  const nodes = children.map((child) => reusable.take(child) ?? created(child, parent));
  // First, as whatever stands before an element that stays would have that one moved, and a moved one loses the focus.
  reusable.removeRest();
  nodes.forEach((node, index) => {
    const there = parent.childNodes[index];
    if (there !== node) parent.insertBefore(node, there ?? null);
    update(node, /** @type {Child} */ (children[index]));
  });
}

/** The nodes that are there, to be used again. */
class Reusable {
  /** @param {Element} parent */
  constructor(parent) {
    this.rest = new Set(parent.childNodes);
    /** @type {Map<string, ChildNode>} */
    this.keyed = new Map();
    /** @type {Map<string, ChildNode[]>} */
    this.unkeyed = new Map();
    for (const node of parent.childNodes) this.note(node);
  }

  /** @param {ChildNode} node */
  note(node) {
    const was = shown.get(node);
    const name = nameOf(was ?? "");
    if (was?.key !== undefined) this.keyed.set(name, node);
    else this.unkeyed.set(name, [...(this.unkeyed.get(name) ?? []), node]);
  }

  /** @param {Child} child */
  take(child) {
    const name = nameOf(child);
    const isKeyed = typeof child !== "string" && child.key !== undefined;
    const node = isKeyed ? this.keyed.get(name) : this.unkeyed.get(name)?.shift();
    if (node === undefined || !this.rest.delete(node)) return undefined;
    return node;
  }

  removeRest() {
    for (const node of this.rest) node.remove();
  }
}

/** @param {Child} child */
function nameOf(child) {
  return typeof child === "string" ? "" : `${child.tag} ${child.key ?? ""}`;
}

/**
 * @param {Child} child
 * @param {Element} parent
 * @returns {ChildNode}
 */
function created(child, parent) {
  if (typeof child === "string") return document.createTextNode(child);
  const isSvg = child.tag === "svg" || (parent.namespaceURI === svgNamespace && parent.tagName !== "foreignObject");
  return isSvg ? document.createElementNS(svgNamespace, child.tag) : document.createElement(child.tag);
}

/**
 * @param {ChildNode} node
 * @param {Child} child
 */
function update(node, child) {
  if (typeof child === "string") {
    if (node.nodeValue !== child) node.nodeValue = child;
    return;
  }
  const element = /** @type {Element} */ (node); // made from a description, and reused for the same tag only
  const before = shown.get(node)?.attributes ?? {};
  // A choice must have its options before it can have its value.
  renderChildren(element, child.children);
  for (const name of Object.keys(before)) if (!(name in child.attributes)) set(element, name, undefined);
  for (const [name, value] of Object.entries(child.attributes)) set(element, name, value, before[name]);
  shown.set(node, child);
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {Value} value
 * @param {Value} [before]
 */
function set(element, name, value, before) {
  const fields = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (element)); // its properties by name
  if (name.startsWith("on")) fields[name] = value ?? null;
  // What somebody has typed or ticked since stays until there is news.
  else if (value === before) return;
  // Without its attribute, a bar shows that nobody knows how far it is.
  else if (properties.has(name) && element.tagName !== "PROGRESS") setProperty(fields, name, value);
  else if (value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/**
 * @param {Record<string, unknown>} fields
 * @param {string} name
 * @param {Value} value
 */
function setProperty(fields, name, value) {
  const wanted = value ?? (name === "value" ? "" : false);
  if (fields[name] !== wanted) fields[name] = wanted;
}
