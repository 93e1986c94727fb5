import type fc from 'fast-check';

/** The same part of a store, each of whose calls happens only when the scheduler lets it. */
export const scheduled = <Part extends object>(part: Part, scheduler: fc.Scheduler): Part =>
  new Proxy(part, {
    get(target, property, receiver) {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== 'function' || property === 'personOf') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        await scheduler.schedule(Promise.resolve(), String(property));
        return member.apply(target, args) as unknown;
      };
    },
  });
