/** The invited path (product-facts: 我 → 服务/支付 → 钱包 → 分付 …) is told in this many messages: `questions.guide.0` and on. */
export const GUIDE_STEPS = 3;
