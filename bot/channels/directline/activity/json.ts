import { DirectLineFault } from '../faults';

export const MAX_DEPTH = 64;

/** Depth of arrays and objects in JSON text, found without building anything. */
export const jsonDepth = (json: string): number => {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at += 1) {
    const char = json[at];
    if (quoted) {
      if (char === '\\') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, (depth += 1));
    else if (char === '}' || char === ']') depth -= 1;
  }
  return deepest;
};

/**
 * JSON of a client. `JSON.parse` takes nesting that `JSON.stringify` cannot write, and one stored activity of that kind would
 * break every later reading of its conversation; so depth is limited before anything is parsed. An empty body is undefined.
 * Throws `DirectLineFault` bad_json or too_deep.
 */
export const parseJson = (body: string): unknown => {
  if (body.trim() === '') return undefined;
  if (jsonDepth(body) > MAX_DEPTH) throw new DirectLineFault('too_deep');
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new DirectLineFault('bad_json');
  }
};
