/** Styles of launcher and panel. They apply within the shadow root alone, where the site's own do not reach. */
const SHELL_CSS = `
:host { all: initial; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
button { font: inherit; color: inherit; border: 0; background: none; cursor: pointer; }
button:focus-visible { outline: 3px solid #fff; outline-offset: -5px; }

.launcher, .panel { position: fixed; z-index: 2147483000; font-family: -apple-system, BlinkMacSystemFont, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
.launcher {
  bottom: max(20px, env(safe-area-inset-bottom)); display: flex; align-items: center; gap: 8px; height: 56px; padding: 0 20px 0 16px;
  border-radius: 28px; background: var(--color); color: #fff; font-size: 16px; font-weight: 600; letter-spacing: .02em;
  box-shadow: 0 6px 20px rgb(16 40 38 / 28%); transition: transform .15s, box-shadow .15s;
}
.launcher:hover { transform: translateY(-2px); box-shadow: 0 10px 26px rgb(16 40 38 / 32%); }
.launcher svg { width: 26px; height: 26px; flex: none; }
.right .launcher, .right .panel { right: 20px; }
.left .launcher, .left .panel { left: 20px; }
.badge {
  position: absolute; top: -5px; right: -3px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 11px; border: 2px solid #fff;
  background: #c62828; color: #fff; font-size: 12px; line-height: 18px; text-align: center;
}

.panel {
  bottom: max(20px, env(safe-area-inset-bottom)); display: flex; flex-direction: column; width: 400px; height: min(680px, calc(100vh - 40px)); height: min(680px, calc(100dvh - 40px));
  overflow: hidden; border-radius: 16px; background: #f5f7f8; color: #1c2429; box-shadow: 0 14px 48px rgb(16 40 38 / 30%); animation: rise .18s ease-out;
}
.panel:focus { outline: none; }
@keyframes rise { from { opacity: 0; transform: translateY(12px); } }

header { display: flex; align-items: center; gap: 12px; padding: 14px 8px 14px 16px; background: var(--color); color: #fff; }
.mark { display: grid; place-items: center; flex: none; width: 40px; height: 40px; border-radius: 50%; background: rgb(255 255 255 / 18%); }
.mark svg { width: 24px; height: 24px; }
.who { flex: 1; min-width: 0; }
h2 { margin: 0; font-size: 16px; font-weight: 600; line-height: 1.35; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.role { margin: 2px 0 0; font-size: 13px; line-height: 1.4; }
.close { display: grid; place-items: center; flex: none; width: 44px; height: 44px; border-radius: 10px; }
.close:hover { background: rgb(255 255 255 / 16%); }
.close svg { width: 22px; height: 22px; }
.warning { display: flex; gap: 8px; margin: 0; padding: 9px 16px; border-bottom: 1px solid #f0e2bd; background: #fff8e6; color: #6b4a00; font-size: 13px; line-height: 1.5; }
.warning svg { flex: none; width: 16px; height: 16px; margin-top: 2px; }

.body { position: relative; flex: 1; min-height: 0; }
.chat { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; }
.notice { position: absolute; inset: 0; z-index: 1; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 16px; padding: 24px; background: #f5f7f8; font-size: 15px; line-height: 1.6; text-align: center; }
.spinner { width: 32px; height: 32px; border: 3px solid #d5dde0; border-top-color: var(--color); border-radius: 50%; animation: turn .8s linear infinite; }
@keyframes turn { to { transform: rotate(1turn); } }
.retry { min-width: 120px; height: 44px; border-radius: 22px; background: var(--color); color: #fff; font-size: 15px; font-weight: 600; }

@media (max-width: 480px) {
  .right .panel, .left .panel { inset: 0; width: auto; height: 100vh; height: 100dvh; border-radius: 0; }
  header { padding-top: max(12px, env(safe-area-inset-top)); padding-bottom: 12px; }
}
@media (prefers-reduced-motion: reduce) { * { animation-duration: .01s !important; transition: none !important; } .spinner { animation-duration: 3s !important; } }
`;
