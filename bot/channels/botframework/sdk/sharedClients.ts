import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';

type Claims = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0];
type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;
type Connector = ReturnType<ConnectorFactory['create']>;
type UserTokenClient = ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>;
type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;

/** Services a registration is reached through: an Azure channel has a handful, and each start of an Emulator one. */
const MAX_CONNECTORS = 100;

/**
 * The SDK's authentication, unchanged in what it checks, with HTTP clients that are shared between turns. The SDK builds two for each
 * activity, which costs more than our whole dialogue. They depend on the app id, of which there is one, and on where they lead.
 */
export class SharedClientsAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = new Map<string, Connector>();
  #userTokenClient: UserTokenClient | undefined;

  override async authenticateRequest(
    ...args: Parameters<ConfigurationBotFrameworkAuthentication['authenticateRequest']>
  ): Promise<Authenticated> {
    const authenticated = await super.authenticateRequest(...args);
    const { connectorFactory } = authenticated;
    return { ...authenticated, ...(connectorFactory && { connectorFactory: this.#share(connectorFactory) }) };
  }

  override createConnectorFactory(claims: Claims): ConnectorFactory {
    return this.#share(super.createConnectorFactory(claims));
  }

  /** Nobody signs in here, so all it must do is exist. */
  override createUserTokenClient(claims: Claims): UserTokenClient {
    return (this.#userTokenClient ??= super.createUserTokenClient(claims));
  }

  /** The SDK makes a new factory for each activity, so this one may be given another way to create. */
  #share(factory: ConnectorFactory): ConnectorFactory {
    const create = factory.create.bind(factory);
    factory.create = (serviceUrl, audience = '') => {
      const cacheKey = `${audience} ${serviceUrl}`;
      const known = this.#connectors.get(cacheKey);
      if (known) return known;
      if (this.#connectors.size === MAX_CONNECTORS) this.#connectors.clear();
      const made = create(serviceUrl, audience || undefined);
      made.catch(() => this.#connectors.delete(cacheKey));
      this.#connectors.set(cacheKey, made);
      return made;
    };
    return factory;
  }
}
