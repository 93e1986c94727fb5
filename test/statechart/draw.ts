/** A picture of the statechart for people: the way through the form, and what is put in between, as found by walking it. */
import { ITEMS } from '../../dialogs/types';
import { machine } from './walk';
import type { Step } from './walk';

interface Group {
  title: string;
  states: readonly string[];
  /** Put in between: what was open comes back afterwards. */
  aside?: true;
}

const GROUPS: Readonly<Record<string, Group>> = {
  invited: { title: 'Invited?', states: ['wallet', 'guide'] },
  consents: { title: 'Expectation and consent', states: ['expectation', 'consent'] },
  form: {
    title: 'Form',
    states: ['name', 'idConsent', 'idNumber', 'contact', 'handover', 'payScore', 'debitCard', 'overdue'],
  },
  confirmation: { title: 'Confirmation', states: ['summary', 'pickItem', 'claiming'] },
  submitted: { title: 'After submission', states: ['applied', 'resubmitted'] },
  selfCheck: {
    title: 'Self-check',
    states: ['checkAge', 'checkIdCard', 'checkDebitCard', 'checkPayScore', 'checkOverdue'],
  },
  asides: {
    title: 'In between',
    states: ['sure', 'confirmValue', 'returning', 'proof', 'looking', 'person'],
    aside: true,
  },
};

/** Stands for whichever question is open: what every state accepts leaves it, and what was put in between comes back to it. */
const ANY = 'anyQuestion';
/** States passed within a step: they are not drawn, but for the one where an item asked for again is handed in. */
const PASSED = ['next', 'resubmitting'];
const SHOWN_PASSED = 'resubmitted';

const groupOf = (state: string): string | undefined =>
  Object.keys(GROUPS).find((group) => GROUPS[group]?.states.includes(state));
const isAside = (state: string): boolean => GROUPS[groupOf(state) ?? '']?.aside === true;

interface Edge {
  from: string;
  label: string;
  to: string;
}

/** The Mermaid diagram of what a walk has found. */
export function draw(steps: readonly Step[]): string {
  const edges = collapse(unique(steps.flatMap(edgesOf)));
  const drawn = Object.keys(machine.states).filter((state) => !PASSED.includes(state));
  const alone = drawn.filter((state) => groupOf(state) === undefined);
  return [
    'stateDiagram-v2',
    `  state "any question" as ${ANY}`,
    ...alone.map((state) => `  ${state}`),
    ...Object.entries(GROUPS).flatMap(([group, { title, states }]) => [
      `  state "${title}" as ${group} {`,
      ...states.map((state) => `    ${state}`),
      '  }',
    ]),
    `  [*] --> ${machine.config.initial as string}`,
    ...merge(edges).map(({ from, label, to }) => `  ${from} --> ${to} : ${label}`),
  ].join('\n');
}

function edgesOf({ from, event, to, taken: [first, ...passed] }: Step): Edge[] {
  if (first === undefined) return [];
  const label = event.type === 'CHOSE' ? event.choice : event.type;
  if (passed.some(({ source }) => source.key === SHOWN_PASSED)) return handedIn(from, label, to);
  if (first.source !== (machine.root as unknown)) {
    const keepsAsItWas = isItem(from) && label === 'go_back';
    return keepsAsItWas ? [] : [{ from, label, to: isAside(from) && !isAside(to) ? ANY : to }];
  }
  if (event.type === 'CHANGED') return from === 'applied' ? [{ from, label: 'CHANGED (needs_info)', to }] : [];
  if (event.type === 'TOLD' && event.judged.accepted[0]?.item === from) return [{ from, label, to }];
  const opens =
    from !== to && event.type !== 'BACK' && !isAside(from) && (isAside(to) || ['checkAge', 'wallet'].includes(to));
  return opens ? [{ from: ANY, label, to }] : [];
}

/** The item that the reviewer asked for again; a new ID number is claimed first. */
const handedIn = (from: string, label: string, to: string): Edge[] =>
  isItem(from) || from === 'claiming'
    ? [
        { from: isItem(from) ? 'form' : from, label: isItem(from) ? 'item answered again' : label, to: SHOWN_PASSED },
        { from: SHOWN_PASSED, label: 'always', to },
      ]
    : [];

const isItem = (state: string): boolean => ITEMS.some((item) => item === state);

/** Of what leads to several questions, by what is filled in already, the first found: the shortest way. What is asked for again keeps all. */
function unique(edges: readonly Edge[]): Edge[] {
  const found = new Map<string, Edge>();
  for (const edge of edges) {
    const all = edge.from === ANY || edge.label.startsWith('CHANGED') || ['claiming', SHOWN_PASSED].includes(edge.to);
    const key = `${edge.from} ${edge.label} ${all ? edge.to : ''}`;
    if (!found.has(key)) found.set(key, edge);
  }
  return [...found.values()].filter(({ from, to }) => from !== to);
}

const MANY = 3;

/** Edges of one state into many of one group become one edge to the group. */
function collapse(edges: readonly Edge[]): Edge[] {
  return edges.map((edge) => {
    const group = groupOf(edge.to);
    if (group === undefined || group === groupOf(edge.from) || edge.from === ANY) return edge;
    const targets = new Set(
      edges.filter(({ from, to }) => from === edge.from && groupOf(to) === group).map(({ to }) => to),
    );
    return targets.size < MANY ? edge : { ...edge, to: group };
  });
}

/** One arrow from state to state, with all its labels. */
function merge(edges: readonly Edge[]): Edge[] {
  const labels = new Map<string, Set<string>>();
  for (const { from, label, to } of edges) {
    const way = `${from} ${to}`;
    labels.set(way, (labels.get(way) ?? new Set()).add(label));
  }
  return [...labels].map(([way, set]) => {
    const [from = '', to = ''] = way.split(' ');
    return { from, to, label: namesOf([...set]).join(', ') };
  });
}

/** Events are in capitals, buttons are not; many buttons are told by their number. */
const namesOf = (labels: readonly string[]): string[] => {
  const choices = labels.filter((label) => !/^[A-Z_]+(?: |$)/u.test(label));
  const events = labels.filter((label) => !choices.includes(label));
  return choices.length > MANY ? [`${choices.length} choices`, ...events] : [...choices, ...events];
};

const BEGIN = '<!-- statechart: written by npm run statechart -->';
const END = '<!-- /statechart -->';

/**
 * The document with the picture between its two markers.
 * @throws RangeError where the markers are missing
 */
export function withStatechart(document: string, picture: string): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new RangeError(`no place for the statechart: write ${BEGIN} and ${END}`);
  return `${document.slice(0, begin)}${BEGIN}\n\n\`\`\`mermaid\n${picture}\n\`\`\`\n\n${document.slice(end)}`;
}
