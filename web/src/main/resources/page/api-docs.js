// Shows the OpenAPI document of this server as a page: its operations, then its objects.

import { byId, element } from "./shared/dom.js";

const METHODS = ["get", "post", "put", "delete"];

/** The part of the document that a reference (`$ref`) names, or the part itself. */
function resolve(api, part) {
  if (!part?.$ref) {
    return part;
  }
  const steps = part.$ref.slice("#/".length).split("/");
  return steps.reduce((parent, step) => parent[step], api);
}

/** A schema in a few words. */
function typeOf(schema) {
  if (schema?.$ref) {
    return schema.$ref.split("/").at(-1);
  }
  const type = [schema?.type ?? "any"].flat().join(" or ");
  return schema?.enum ? `${type}: ${schema.enum.join(", ")}` : type;
}

function table(headings, rows) {
  const rowOf = (tag, cells) =>
    element("tr", {}, ...cells.map((cell) => element(tag, {}, String(cell ?? ""))));
  const head = element("thead", {}, rowOf("th", headings));
  const body = element("tbody", {}, ...rows.map((cells) => rowOf("td", cells)));
  return element("table", {}, head, body);
}

/** The example of a request or an answer, if the document has one. */
function exampleOf(content) {
  const [type, media] = Object.entries(content ?? {})[0] ?? [];
  const example = media?.example;
  if (example === undefined) {
    return [];
  }
  const text = typeof example === "string" ? example : JSON.stringify(example, null, 2);
  const summary = element("summary", {}, `Example (${type})`);
  return [element("details", {}, summary, element("pre", {}, text))];
}

function parametersOf(api, operation) {
  const parameters = (operation.parameters ?? []).map((it) => resolve(api, it));
  if (parameters.length === 0) {
    return [];
  }
  const rows = parameters.map((it) => [it.name, it.in, typeOf(it.schema), it.description]);
  return [table(["Parameter", "In", "Type", "Meaning"], rows)];
}

function answersOf(api, operation) {
  const answers = Object.entries(operation.responses).map(([status, it]) => [
    status,
    resolve(api, it),
  ]);
  const rows = answers.map(([status, { description }]) => [status, description]);
  const examples = answers.flatMap(([, { content }]) => exampleOf(content));
  return [table(["Status", "Answer"], rows), ...examples];
}

function operationSection(api, path, method, operation) {
  const name = element("span", { className: "method" }, method.toUpperCase());
  return element(
    "section",
    { id: operation.operationId },
    element("h3", {}, name, element("code", {}, path)),
    element("p", {}, operation.summary),
    ...parametersOf(api, operation),
    ...exampleOf(operation.requestBody?.content),
    ...answersOf(api, operation),
  );
}

function objectSection(name, schema) {
  const heading = element("h3", {}, element("code", {}, name));
  const section = element("section", {}, heading, element("p", {}, schema.description ?? ""));
  const members = Object.entries(schema.properties ?? {});
  if (members.length > 0) {
    const rows = members.map(([member, it]) => [member, typeOf(it), it.description]);
    section.append(table(["Member", "Type", "Meaning"], rows));
  }
  return section;
}

/** All operations, in the order of the document. */
function operationsOf(api) {
  return Object.entries(api.paths).flatMap(([path, methods]) =>
    METHODS.filter((method) => methods[method]).map((method) => ({
      path,
      method,
      operation: methods[method],
    })),
  );
}

function contentsItem({ path, method, operation }) {
  const text = `${method.toUpperCase()} ${path}`;
  return element("li", {}, element("a", { href: `#${operation.operationId}` }, text));
}

async function show() {
  const page = byId("document");
  const response = await fetch("/openapi.json");
  if (!response.ok) {
    const message = `The document cannot be read (${response.status}).`;
    page.replaceChildren(element("p", {}, message));
    return;
  }
  const api = await response.json();
  const operations = operationsOf(api);
  byId("contents").replaceChildren(element("ul", {}, ...operations.map(contentsItem)));
  page.replaceChildren(
    ...operations.map((it) => operationSection(api, it.path, it.method, it.operation)),
    element("h2", {}, "Objects"),
    ...Object.entries(api.components.schemas).map(([name, it]) => objectSection(name, it)),
  );
}

show();
