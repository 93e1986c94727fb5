import { humanReply, nextService, parseServiceHours } from '../../../dialogs/speak/serviceHours';

/** Days of November 2026 in Shanghai, UTC+8; the 20th is a Friday. */
const at = (day: number, hour: number): number => Date.UTC(2026, 10, day, hour - 8);

it.each([
  ['每天 9:00–18:00', [0, 1, 2, 3, 4, 5, 6], 540, 1080],
  ['工作日9：30到17：45', [1, 2, 3, 4, 5], 570, 1065],
  ['周一至周五 08:00~20:00', [1, 2, 3, 4, 5], 480, 1200],
])('reads %s', (text, days, from, to) => {
  expect(parseServiceHours(text)).toEqual({ days, from, to });
});

it('quotes what says it in another way', () => {
  expect(parseServiceHours('全天候')).toBeUndefined();
  expect(humanReply('全天候', at(20, 3), 'asked')).toEqual({ key: 'human.now', params: { reason: 'asked' } });
});

const workdays = { days: [1, 2, 3, 4, 5], from: 540, to: 1080 };

it.each([
  ['Friday at ten', at(20, 10), 'now'],
  ['Friday at eight, an hour before', at(20, 8), 0],
  ['Friday at six, when people have just gone', at(20, 18), 3],
  ['Saturday noon', at(21, 12), 2],
  ['Sunday night', at(22, 23), 1],
  ['Monday at nine sharp', at(23, 9), 'now'],
] as const)('knows on %s when people are there', (_, now, expected) => {
  expect(nextService(workdays, now)).toBe(expected);
});

it('says by day that the request is noted, by night when it is answered', () => {
  expect(humanReply('每天 9:00–18:00', at(20, 10), 'asked').key).toBe('human.now');
  expect(humanReply('每天 9:00–18:00', at(20, 23), 'asked')).toEqual({
    key: 'human.later',
    params: { reason: 'asked', day: 'tomorrow', time: '9:00' },
  });
});

it.each([
  ['工作日 9:00–18:00', at(20, 8), 'today'],
  ['工作日 9:00–18:00', at(20, 18), 'mon'],
  ['工作日 9:00–18:00', at(21, 12), 'mon'],
  ['工作日 9:00–18:00', at(22, 23), 'tomorrow'],
  ['每天 9:00–18:00', at(22, 23), 'tomorrow'],
] as const)('names by %s the day on which people are there again', (hours, now, day) => {
  expect(humanReply(hours, now, 'asked')).toMatchObject({ key: 'human.later', params: { day, time: '9:00' } });
});

it.each(['asked', 'appeal', 'harm', 'unclaimed'] as const)('tells that it is %s, by day and by night', (reason) => {
  for (const hour of [10, 23])
    expect(humanReply('每天 9:00–18:00', at(20, hour), reason).params).toMatchObject({ reason });
});
