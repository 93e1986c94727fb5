import { capability } from '../core/capability';
import { widgetRoutes } from './routes';

/** Capability with the chat widget for websites and a page that embeds it. */
export const widget = capability({
  name: 'widget',
  build({ config, address }) {
    const { locale, dialog } = config;
    return {
      routes: [
        {
          plugin: widgetRoutes({
            locale,
            operator: { ...dialog, name: dialog.operatorName },
            publicUrl: address.url,
          }),
        },
      ],
      lines: () => [{ title: 'Chat page', text: `${address.url()}/` }],
    };
  },
});
