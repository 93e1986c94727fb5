import { toActivity } from '../../../../../bot/channels/directline/activity/activities';

const viewer = { conversationId: 'c1', userId: 'dl_1', botName: '演示运营方', locale: 'zh-CN' };

describe('a message of the bot', () => {
  it('carries its file in the address of an attachment, and its text as plain text', async () => {
    const attachment = { name: 'my-data.json', contentType: 'application/json', content: '{"姓名":"王*"}' };
    const entry = { position: 2, from: 'bot', at: 0, type: 'message', text: '您的文件', attachment } as const;
    const { attachments = [], textFormat } = toActivity(entry, viewer);
    expect(textFormat).toBe('plain');
    expect(attachments).toEqual([
      { name: 'my-data.json', contentType: 'application/json', contentUrl: expect.stringMatching(/^data:/) },
    ]);
    expect(await (await fetch(attachments[0]?.contentUrl ?? '')).json()).toEqual({ 姓名: '王*' });
  });

  it('has no attachments where it has no file', () => {
    expect(toActivity({ position: 2, from: 'bot', at: 0, type: 'message', text: '您好' }, viewer)).not.toHaveProperty(
      'attachments',
    );
  });
});
