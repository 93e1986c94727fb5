import { DirectLineFault } from '../faults';

/** Maximum nesting of arrays and objects. */
export const MAX_DEPTH = 64;

/** Nesting depth of JSON text, computed without parsing it. */
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
 * Parses a client's JSON; an empty body is undefined. The depth is limited first, because `JSON.parse` accepts nesting
 * that `JSON.stringify` cannot write: one such stored activity would make its conversation unreadable.
 * @throws DirectLineFault bad_json or too_deep
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
