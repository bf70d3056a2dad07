const STAMPS = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

/** What better-auth calls its tables and columns, in the names that the migration gives them. */
export const AUTH_TABLES = {
  user: {
    modelName: 'auth_user',
    fields: { ...STAMPS, emailVerified: 'email_verified' },
    // Accounts are made by us alone, each for a person.
    additionalFields: {
      personId: {
        type: 'number',
        bigint: true,
        required: true,
        input: false,
        returned: false,
        fieldName: 'person_id',
      },
    },
  },
  session: {
    modelName: 'auth_session',
    fields: {
      ...STAMPS,
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
    },
  },
  account: {
    modelName: 'auth_account',
    fields: {
      ...STAMPS,
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
    },
  },
  verification: { modelName: 'auth_verification', fields: { ...STAMPS, expiresAt: 'expires_at' } },
} as const;

export const SECOND_FACTOR_TABLES = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'auth_two_factor',
    fields: {
      userId: 'user_id',
      backupCodes: 'backup_codes',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
} as const;
