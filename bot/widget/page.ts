/** Who runs the bot, as applicants are to know them. */
export interface Operator {
  name: string;
  officialContact: string;
  serviceHours: string;
  /** True while nobody has been named: the page then says that it is a demonstration. */
  demo: boolean;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

const STYLE = `
  :root { color-scheme: light; --green: #0f6b5c; --ink: #1c2429; --soft: #4d5a63; --line: #dfe6e8; }
  * { box-sizing: border-box; }
  body { margin: 0; background: #f3f6f6; color: var(--ink); font: 16px/1.75 -apple-system, BlinkMacSystemFont, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
  .demo { padding: 8px 20px; background: #fff3cd; color: #5c4300; text-align: center; font-size: 14px; }
  .wide { max-width: 960px; margin: 0 auto; padding-left: 24px; padding-right: 24px; }
  .top { background: var(--green); color: #fff; }
  .top .wide { padding-top: 56px; padding-bottom: 64px; }
  .top p.by { margin: 0 0 12px; font-size: 15px; }
  h1 { margin: 0 0 16px; font-size: clamp(28px, 5vw, 40px); line-height: 1.3; letter-spacing: .01em; }
  .top .lead { max-width: 34em; margin: 0; font-size: 18px; }
  main.wide { margin-top: -36px; padding-bottom: 120px; }
  @media (max-width: 480px) { .top .wide { padding-top: 32px; padding-bottom: 60px; } .wide { padding-left: 16px; padding-right: 16px; } .top .lead { font-size: 17px; } section { padding: 20px; } }
  .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 16px; }
  section { padding: 24px; border: 1px solid var(--line); border-radius: 14px; background: #fff; }
  h2 { margin: 0 0 8px; font-size: 18px; line-height: 1.4; }
  section p, section ol { margin: 0; color: var(--soft); }
  ol { padding-left: 1.3em; }
  .honest { margin-top: 16px; }
  .warn { margin-top: 16px; border-color: #f0d9a3; background: #fffaf0; }
  .warn p { color: #5c4300; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0; color: var(--soft); }
  dt { color: var(--ink); } dd { margin: 0; overflow-wrap: anywhere; }
`;

/** A website's page with the widget on it: one script tag. The operator's words are escaped, there is no other input. */
export const renderPage = ({ name, officialContact, serviceHours, demo }: Operator): string => {
  const operator = escapeHtml(name);
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="#0f6b5c">
<title>分付申请咨询 · ${operator}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
${demo ? '<div class="demo" role="note">这是演示站点，不受理真实申请，请不要填写真实的个人信息。</div>\n' : ''}<div class="top"><div class="wide">
<p class="by">${operator}</p>
<h1>没有收到分付邀请？<br>先问问在线客服</h1>
<p class="lead">分付采用邀请开通。没有入口时，可以在这里了解原因和条件，也可以登记申请，并随时查询进度。</p>
</div></div>
<main class="wide">
<div class="cards">
<section><h2>先说明白</h2><p>没有收到邀请时，申请成功率较低。能否开通由系统评估决定，客服无法承诺结果，也无法加快。</p></section>
<section><h2>怎样申请</h2><ol><li>点右下角“在线客服”，发送“开通分付”</li><li>阅读说明，同意后填写姓名、身份证号和一种联系方式</li><li>收到申请编号，有进展时在对话里告诉您</li></ol></section>
<section><h2>您的信息</h2><p>只收集办理申请必需的信息，加密保存。在对话里随时可以查看、更正、撤回同意或删除。</p></section>
</div>
<section class="honest"><h2>您正在与谁对话</h2><p>在线客服是由${operator}运行的自动客服（机器人），不是真人，也不是微信或腾讯的官方客服。需要时可以发送“人工”转由工作人员处理。</p></section>
<section class="warn"><h2>谨防诈骗</h2><p>我们不会向您索要密码、验证码或任何费用，也不需要您发送银行卡号、付款码或身份证照片。凡是收费“代开”“强开”分付的，都是诈骗。</p></section>
<section class="honest"><h2>联系我们</h2><dl><dt>运营方</dt><dd>${operator}</dd><dt>联系方式</dt><dd>${escapeHtml(officialContact)}</dd><dt>服务时间</dt><dd>${escapeHtml(serviceHours)}</dd></dl></section>
</main>
<script src="/widget.js" defer></script>
</body>
</html>
`;
};
