import type fc from 'fast-check';

/** The same part of a store. What each of its calls comes to is known only when the scheduler lets it, and so its caller goes on only then. */
export const scheduled = <Part extends object>(part: Part, scheduler: fc.Scheduler): Part =>
  new Proxy(part, {
    get(target, property, receiver) {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== 'function' || property === 'personOf') return member;
      return (...args: unknown[]): Promise<unknown> =>
        scheduler.schedule(Promise.resolve(member.apply(target, args)), String(property));
    },
  });
