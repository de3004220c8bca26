// Draws the OpenAPI document of this server. What it writes is text, never markup.

const METHODS = ["get", "post", "put", "delete"];

function element(name, text = "", ...children) {
  const made = document.createElement(name);
  made.append(...(text ? [text] : []), ...children);
  return made;
}

/** @param {object} api the document; @param {any} part perhaps a reference into it */
function resolved(api, part) {
  if (!part?.$ref) {
    return part;
  }
  const steps = part.$ref.slice(2).split("/");
  return steps.reduce((at, step) => at[step], api);
}

function typeOf(schema) {
  if (schema?.$ref) {
    return schema.$ref.split("/").at(-1);
  }
  const type = [schema?.type ?? "any"].flat().join(" or ");
  return schema?.enum ? `${type}: ${schema.enum.join(", ")}` : type;
}

function table(headings, rows) {
  const head = element("tr");
  head.append(...headings.map((heading) => element("th", heading)));
  const made = element("table", "", element("thead", "", head));
  const body = element("tbody");
  for (const row of rows) {
    const line = element("tr");
    line.append(...row.map((cell) => element("td", String(cell ?? ""))));
    body.append(line);
  }
  made.append(body);
  return made;
}

function example(content) {
  const [type, media] = Object.entries(content ?? {})[0] ?? [];
  if (media?.example === undefined) {
    return [];
  }
  const text =
    typeof media.example === "string" ? media.example : JSON.stringify(media.example, null, 2);
  return [element("details", "", element("summary", `Example (${type})`), element("pre", text))];
}

function operation(api, path, method, described) {
  const name = element("span", method.toUpperCase());
  name.className = "method";
  const made = element("section", "", element("h3", "", name, element("code", path)));
  made.id = described.operationId;
  made.append(element("p", described.summary));
  const parameters = (described.parameters ?? []).map((it) => resolved(api, it));
  if (parameters.length > 0) {
    made.append(
      table(
        ["Parameter", "In", "Type", "Meaning"],
        parameters.map((it) => [it.name, it.in, typeOf(it.schema), it.description]),
      ),
    );
  }
  made.append(...example(described.requestBody?.content));
  const answers = Object.entries(described.responses).map(([status, it]) => [
    status,
    resolved(api, it),
  ]);
  made.append(
    table(
      ["Status", "Answer"],
      answers.map(([status, it]) => [status, it.description]),
    ),
  );
  for (const [, answer] of answers) {
    made.append(...example(answer.content));
  }
  return made;
}

function schema(name, described) {
  const rows = Object.entries(described.properties ?? {}).map(([key, it]) => [
    key,
    typeOf(it),
    it.description,
  ]);
  const made = element("section", "", element("h3", "", element("code", name)));
  made.append(element("p", described.description ?? ""));
  if (rows.length > 0) {
    made.append(table(["Member", "Type", "Meaning"], rows));
  }
  return made;
}

async function draw() {
  const page = document.getElementById("document");
  const response = await fetch("/openapi.json");
  if (!response.ok) {
    page.replaceChildren(element("p", `The document cannot be read (${response.status}).`));
    return;
  }
  const api = await response.json();
  const contents = element("ul");
  const parts = [];
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const method of METHODS.filter((it) => methods[it])) {
      const part = operation(api, path, method, methods[method]);
      const link = element("a", `${method.toUpperCase()} ${path}`);
      link.href = `#${part.id}`;
      contents.append(element("li", "", link));
      parts.push(part);
    }
  }
  const schemas = Object.entries(api.components.schemas).map(([name, it]) => schema(name, it));
  document.getElementById("contents").replaceChildren(contents);
  page.replaceChildren(...parts, element("h2", "Objects"), ...schemas);
}

draw();
