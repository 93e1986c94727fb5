import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { draw, withStatechart } from '../statechart/draw';
import { machine, walk } from '../statechart/walk';

describe('the picture of the statechart', () => {
  const picture = draw(walk());

  it('shows every state in which a conversation rests', () => {
    const states = Object.keys(machine.states).filter((state) => !['next', 'resubmitting'].includes(state));
    for (const state of states) expect(picture).toMatch(new RegExp(`^ +${state}$`, 'mu'));
  });

  it('in ARCHITECTURE.md is the one of today; otherwise run npm run statechart', () => {
    const document = readFileSync(join(__dirname, '../../ARCHITECTURE.md'), 'utf8');
    expect(document).toBe(withStatechart(document, picture));
  });
});
