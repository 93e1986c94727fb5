import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { TurnResult } from '../../bot/conversation';
import { randomIds } from '../../bot/ids';
import type { Store } from '../../bot/store';
import type { HandleTurn } from '../../bot/turn/handleTurn';
import { createHandleTurn } from '../../bot/turn/turn';
import { startDesk, type TestDesk } from '../support/desk';
import { startRedis } from '../support/redis';
import { scheduled } from '../support/scheduled';
import { plainUnderstand, scriptedDialog } from '../support/scriptedDialog';

jest.setTimeout(120_000);

let desk: TestDesk;
let otherDesk: TestDesk;
beforeAll(async () => {
  const { url } = await startRedis();
  [desk, otherDesk] = await Promise.all([startDesk(url), startDesk(url)]);
});

/** A node of its own on the common Redis, whose every step towards it waits for its turn. */
const createNode = (scheduler: fc.Scheduler, { store, clock }: TestDesk): HandleTurn => {
  const gated: Store = {
    ...store,
    conversations: scheduled(store.conversations, scheduler),
    applications: scheduled(store.applications, scheduler),
    claims: scheduled(store.claims, scheduler),
  };
  const ports = { dialog: scriptedDialog, understand: plainUnderstand, clock, ids: randomIds };
  return createHandleTurn({ store: gated, ...ports, channels: new Map() });
};

interface Sent {
  node: 0 | 1;
  id: string;
  text: string;
}

/** All messages at once, in whatever order the scheduler makes of it. */
const sendAll = (scheduler: fc.Scheduler, sent: (Sent & { conversationKey: string })[]): Promise<TurnResult[]> => {
  const nodes = [createNode(scheduler, desk), createNode(scheduler, otherDesk)] as const;
  const turns = sent.map(({ node, conversationKey, id, text }) =>
    nodes[node]({
      conversationKey,
      channel: 'directline',
      id,
      event: { type: 'said', text },
      echo: { type: 'message', fields: {} },
    }),
  );
  return scheduler.waitFor(Promise.all(turns));
};

/** There are no locks to leave behind; what is there is the conversation's own, and goes away by itself. */
const expectNothingLeftBehind = async (): Promise<void> => {
  for (const key of await desk.redis.keys('fd:*')) {
    expect(key).toMatch(/^fd:(\{s\d+\}:(conv|log|app|void):|\{s\d+\}:outbox$|no:|person:|wording:|format$)/);
    if (!/:outbox$|:wording:|:format$/.test(key)) expect(await desk.redis.ttl(key)).toBeGreaterThan(0);
  }
};

const node = fc.constantFrom<0 | 1>(0, 1);

it('answers messages that reach two nodes at once one after the other, a repeated one once, whatever the interleaving', async () => {
  const message = fc.record({ node, id: fc.constantFrom('m1', 'm2', 'm3'), text: fc.constant('你好') });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(message, { minLength: 2, maxLength: 4 }), async (scheduler, messages) => {
      const conversationKey = `dl-${randomUUID()}`;
      const results = await sendAll(
        scheduler,
        messages.map((sent) => ({ ...sent, conversationKey })),
      );
      const distinct = new Set(messages.map(({ id }) => id)).size;

      const { entries } = await desk.store.transcripts.read(conversationKey, 0);
      const expected = Array.from({ length: distinct }, (_, i) => ['你好', `heard ${i + 1}`]).flat();
      expect(entries.map(({ text }) => text)).toEqual(expected);

      const answers = new Set(results.map(({ replies }, i) => `${messages[i]?.id} ${replies[0]?.text}`));
      expect(answers.size).toBe(distinct);
      expect(results.filter(({ duplicate }) => !duplicate)).toHaveLength(distinct);
    }),
    { numRuns: 60 },
  );
  await expectNothingLeftBehind();
});

it('takes one application of a person who applies in two chats on two nodes at once, whatever the interleaving', async () => {
  let person = 0;
  const applying = fc.record({ node, chat: fc.constantFrom('a', 'b'), id: fc.constantFrom('m1', 'm2') });
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(applying, { minLength: 2, maxLength: 4 }),
      async (scheduler, messages) => {
        const run = randomUUID();
        const text = `apply person-${++person}`;
        const chatOf = (chat: string): string => `dl-${run}-${chat}`;
        const results = await sendAll(
          scheduler,
          messages.map((sent) => ({ ...sent, text, conversationKey: chatOf(sent.chat) })),
        );
        const submitted = results.flatMap(({ replies }) => /^submitted (\S+)/.exec(replies[0]?.text ?? '')?.[1] ?? []);
        expect(new Set(submitted).size).toBe(1);

        const found = await Promise.all([...new Set(submitted)].map((no) => desk.store.applications.find(no)));
        const claim = await desk.redis.get(`fd:person:${desk.store.claims.personOf(`person-${person}`)}`);
        expect(JSON.parse(claim ?? '')).toEqual({ no: found[0]?.no, conversationKey: found[0]?.conversationKey });
        for (const chat of new Set(messages.map((sent) => sent.chat))) {
          const { applicationNos } = await desk.store.conversations.load(chatOf(chat), 'none');
          expect(applicationNos).toEqual(found[0]?.conversationKey === chatOf(chat) ? [found[0]?.no] : []);
        }
      },
    ),
    { numRuns: 60 },
  );
  await expectNothingLeftBehind();
});
