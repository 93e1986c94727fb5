/** Slots that an entity fills. */
export type EntitySlot = 'name' | 'idNumber' | 'phone' | 'email' | 'wechatId';
