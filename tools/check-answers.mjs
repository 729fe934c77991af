// Holds HTTP answers against the OpenAPI document that is its argument. Reads a line of JSON for each on standard input:
//   { id, method, path, status, headers: { "lower-case-name": value }, body }
// and writes one for each to standard output: { id, problems: ["…"] }, none when all is as documented. Ends when its input does.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

const methods = ["get", "head", "post", "put", "patch", "delete", "options"];

// Paths that the Functions host answers itself, before any function.
const reserved = new Set(["admin", "runtime"]);

// What is on any answer: from the servers in between, and from host.json.
const host = JSON.parse(readFileSync(new URL("../host.json", import.meta.url), "utf8"));
const usual = new Set(
  ["connection", "content-length", "content-type", "date", "request-context", "server", "transfer-encoding"].concat(
    Object.keys(host.extensions.http.customHeaders).map((name) => name.toLowerCase()),
  ),
);

// What is on any answer to an API user that has a rate limit.
const ofLimits = { "ratelimit-policy": "RateLimitPolicy", ratelimit: "RateLimit" };

// How errors look that no function of a dialect answers, by the first segment of the path.
const dialects = {
  v4: { mediaType: "application/json", schema: "UptrendsError" },
  userservice: { mediaType: "application/json", schema: "UserServiceErrors" },
  rest: { mediaType: "application/json", schema: "RestFailure", status: 200 },
  identity: { mediaType: "application/json", schema: "OAuthError" },
  oauth: { mediaType: "application/json", schema: "OAuthError" },
};

const document = parse(readFileSync(process.argv[2], "utf8"));
const ajv = new Ajv.default({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
addFormats.default(ajv);
ajv.addVocabulary(["example", ...Object.keys(document)]);
ajv.addSchema(document, "openapi.yaml", undefined, false);

const paths = Object.entries(document.paths).map(([template, item]) => ({
  pointer: ["paths", template],
  template,
  item,
  segments: template.slice(1).split("/").map((segment) => (segment.startsWith("{") ? null : segment.toLowerCase())),
  isOpen: (item.parameters ?? []).some((parameter) => parameter["x-any-segments"]),
}));

/** Whether a path is of the dialect whose paths are also there under /v1, and for the caller without a prefix. */
function hasAlias(item) {
  return methods.some((method) => item[method]?.operationId?.startsWith("Audience"));
}

/** The segments of a path as the host compares them: decoded but for slashes, in lower case. */
function segmentsOf(path) {
  const segments = path.split("?")[0].slice(1).split("/");
  if (segments.length > 1 && segments.at(-1) === "") segments.pop();
  return segments.map((segment) => {
    try {
      return decodeURIComponent(segment.replace(/%2f/gi, "%252F")).toLowerCase();
    } catch {
      return segment.toLowerCase();
    }
  });
}

function matches(path, segments) {
  if (segments[0] === "v1") return hasAlias(path.item) && matches(path, ["api", ...segments]);
  const isOfCaller = segments[0] === "self" || (segments[0] === "users" && segments[1] === "self");
  if (isOfCaller) return hasAlias(path.item) && matches(path, ["api", "v1", ...segments]);
  return (
    (path.isOpen ? segments.length >= path.segments.length : segments.length === path.segments.length) &&
    path.segments.every((literal, i) => (literal === null ? segments[i] !== "" : literal === segments[i]))
  );
}

/** What is at a place of the document, and which place that is, once its references are followed. */
function at(pointer) {
  let value = pointer.reduce((within, key) => within?.[key], document);
  while (value && typeof value.$ref === "string" && Object.keys(value).length === 1) {
    pointer = value.$ref.slice(2).split("/").map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    value = pointer.reduce((within, key) => within?.[key], document);
  }
  return { pointer, value };
}

function check(pointer, value) {
  const place = "#/" + pointer.map((key) => encodeURIComponent(String(key).replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
  const validate = ajv.getSchema("openapi.yaml" + place);
  if (validate(value)) return [];
  return validate.errors.map(
    (error) => `${error.instancePath || "/"} ${error.message} ${JSON.stringify(error.params)} (${error.schemaPath} of ${place})`,
  );
}

/** The body of an answer against the schema at a place, in the way its media type is read. */
function checkBody(mediaType, pointer, body) {
  if (!/[/+]json$/.test(mediaType)) return check(pointer, body);
  let value;
  try {
    value = JSON.parse(body);
  } catch (error) {
    return [`The body is no JSON: ${error.message}`];
  }
  return check(pointer, value);
}

/** What no function but the catch-all answers: 404, or 405 with the methods of the path, as an error of the path's dialect. */
function checkRefusal(answer, found) {
  const dialect = dialects[segmentsOf(answer.path)[0]] ?? { mediaType: "application/problem+json", schema: "Problem" };
  const problems = [];
  const status = dialect.status ?? (found.length === 0 ? 404 : 405);
  if (answer.status !== status) problems.push(`The status is ${answer.status} instead of ${status}.`);
  const allowed = new Set(found.flatMap((path) => methods.filter((method) => operationOn(path, method))));
  const allow = [...allowed].map((method) => method.toUpperCase()).sort().join(", ") || undefined;
  if (answer.headers.allow !== allow) problems.push(`Allow is '${answer.headers.allow}' instead of '${allow}'.`);
  if (answer.method === "HEAD") return problems;
  const mediaType = mediaTypeOf(answer);
  if (mediaType !== dialect.mediaType) return [...problems, `The content type is '${mediaType}' instead of '${dialect.mediaType}'.`];
  return problems.concat(checkBody(mediaType, ["components", "schemas", dialect.schema], answer.body));
}

/** What any POST answers to an Idempotency-Key that is in use, or of another request: a conflict in the dialect's own form. */
function isOfIdempotencyKey(answer) {
  return answer.method === "POST" && answer.status === 409 && /Idempotency-Key/.test(answer.body);
}

function checkIdempotency(answer) {
  const dialect = dialects[segmentsOf(answer.path)[0]] ?? { mediaType: "application/problem+json", schema: "Problem" };
  return checkBody(dialect.mediaType, ["components", "schemas", dialect.schema], answer.body);
}

function mediaTypeOf(answer) {
  return answer.headers["content-type"]?.split(";")[0].trim().toLowerCase();
}

/** The headers of a rate limit: on an operation that takes the credentials of an API user or an operator, both or none. */
function checkLimit(operation, headers) {
  const sent = Object.keys(ofLimits).filter((name) => headers[name] !== undefined);
  if (sent.length === 0) return [];
  if (!operation.security?.some((kinds) => kinds.apiUser || kinds.operator)) return sent.map((name) => `The header ${name} is not documented.`);
  if (sent.length === 1) return [`The header ${sent[0]} is there alone.`];
  return sent.flatMap((name) => check(["components", "headers", ofLimits[name], "schema"], headers[name]).map((problem) => `${name}: ${problem}`));
}

function checkHeaders(response, headers) {
  const problems = [];
  const documented = response.value.headers ?? {};
  for (const name of Object.keys(documented)) {
    const { pointer, value } = at([...response.pointer, "headers", name]);
    const sent = headers[name.toLowerCase()];
    if (sent !== undefined) problems.push(...check([...pointer, "schema"], sent).map((problem) => `${name}: ${problem}`));
    else if (value.required) problems.push(`The header ${name} is missing.`);
  }
  const known = new Set(Object.keys(documented).map((name) => name.toLowerCase()));
  for (const name of Object.keys(headers)) {
    if (usual.has(name) || known.has(name) || name in ofLimits || /^x-(ms|original)-/.test(name)) continue;
    problems.push(`The header ${name} is not documented.`);
  }
  return problems;
}

function checkContent(response, answer) {
  if (answer.method === "HEAD") return [];
  const mediaType = mediaTypeOf(answer);
  const { content } = response.value;
  if (content === undefined) {
    return answer.body === "" && mediaType === undefined ? [] : [`A body is documented nowhere, but there is one (${mediaType}).`];
  }
  if (content[mediaType] === undefined) {
    return [`The content type is '${mediaType}' instead of ${Object.keys(content).map((type) => `'${type}'`).join(" or ")}.`];
  }
  return checkBody(mediaType, [...response.pointer, "content", mediaType, "schema"], answer.body);
}

/**
 * Which of a path's operations answers a method. HEAD is answered wherever GET is. One with all methods takes any other too; its GET stands
 * for what a document cannot name.
 */
function operationOn(path, method) {
  if (path.item[method]) return method;
  if (method === "head" && path.item.get) return "get";
  return methods.every((any) => path.item[any]) ? "get" : undefined;
}

function literals(path) {
  return path.segments.filter((segment) => segment !== null).length;
}

function problemsOf(answer) {
  const method = answer.method.toLowerCase();
  const segments = segmentsOf(answer.path);
  if (reserved.has(segments[0])) return [];
  const found = paths.filter((path) => matches(path, segments));
  const [path] = found.filter((path) => operationOn(path, method)).sort((one, other) => literals(other) - literals(one));
  if (!path) return checkRefusal(answer, found);

  if (isOfIdempotencyKey(answer)) return checkIdempotency(answer);

  const operation = [...path.pointer, operationOn(path, method)];
  const response = at([...operation, "responses", String(answer.status)]);
  if (!response.value) return [`The status ${answer.status} is not documented for ${at(operation).value.operationId}.`];
  return [...checkLimit(at(operation).value, answer.headers), ...checkHeaders(response, answer.headers), ...checkContent(response, answer)];
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const answer = JSON.parse(line);
  let problems;
  try {
    problems = problemsOf(answer);
  } catch (error) {
    problems = [`It could not be checked: ${error.stack}`];
  }
  process.stdout.write(JSON.stringify({ id: answer.id, problems }) + "\n");
}
