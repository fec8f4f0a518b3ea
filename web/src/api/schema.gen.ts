// Made by `npm run api:gen` from ../openapi.json. Do not edit.

export interface paths {
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts, by address. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"][];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes an account with a random password. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewAccount"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Admitted"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes somebody's account with everything that is theirs. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["UserId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeletionBegun"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes role and state of an account. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["UserId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangedAccount"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Account"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/accounts/{id}/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Somebody's picture; none is 204. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["UserId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/webp": unknown;
                    };
                };
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would go with somebody's account. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["UserId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Farewell"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives an account a new random password; its sessions end. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["UserId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RenewedPassword"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes an account's second factor out of use: the device was lost. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["UserId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's keys, those that are over included, the newest first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ApiKey"][];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a key. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MadeKey"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a key at once, for open sockets and streams too. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ApiKeyId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lines of the log, the newest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Actions that begin so, e.g. `auth.`. */
                    action?: string;
                    /** @description Lines whose name, target or address contain this. */
                    contains?: string;
                    /** @description What came of it. */
                    outcome?: components["schemas"]["Outcome"];
                    /** @description From this time on. */
                    from?: string;
                    /** @description Before this time. */
                    until?: string;
                    /** @description `next` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 200; 50 if absent. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_AuditEntry"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole log, the oldest line first: one JSON object per line. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/jsonl": string;
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one gets in, and who is in. Needs no session. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Access"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets one's picture: PNG, JPEG or WebP, at most 5 MiB and 40 million pixels. Its middle is kept, 256 pixels to a side. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": number[];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Profile"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Removes one's picture. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Removes one's account with everything that is one's own. What lets one in goes at once; the rest follows. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeleteAccount"];
                };
            };
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeletionBegun"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would go with one's account. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Farewell"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of one's data as a ZIP archive, made while it is sent. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/zip": unknown;
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a link offers. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Secret"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Offer"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the account a link offers, and signs in. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Join"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignedIn"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes one's password and closes all other sessions. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewPassword"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's profile. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Profile"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes one's profile. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangedProfile"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Profile"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/auth/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives new tokens for a refresh token, which is used up. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Renew"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignedIn"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether one's second factor is in use. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecondFactor"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a secret for an authenticator app; it counts once a code has confirmed it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NewSecret"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms the secret with a code; from then on signing in needs one. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Code"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecoveryCodes"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes new recovery codes; those before are no longer good. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Password"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecoveryCodes"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the second factor out of use. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Password"];
                };
            };
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's open sessions, the one seen last first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OpenSession"][];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Closes all of one's sessions but the one that asks. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Closes one of one's sessions. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["SessionId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the owner's account with the link the server printed, and signs in. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Setup"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignedIn"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens a session. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignedIn"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes the session that asks. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The server has no accounts, or it contradicts what is there. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Too many failed attempts, or too much at once. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/avatars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has a picture. Nobody on a server for a single user. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Avatar"][];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All collections, by name. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Collection"][];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a collection. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Named"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Collection"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a collection with its documents. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CollectionId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Renames a collection. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CollectionId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Named"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Collection"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/collections/{id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds files. The same path again makes a new version; the same bytes under the same path change nothing, so an upload may simply be
         *     repeated.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CollectionId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": components["schemas"]["Upload"];
                };
            };
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Uploaded"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** With whom a collection is shared; for those who manage it. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CollectionId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Grant"][];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Shares a collection with these and nobody else, at once; for those who manage it. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CollectionId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Grant"][];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Grant"][];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/collections/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fetches a public page or file and adds it. Adding the same address again makes a new version if the page has changed. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CollectionId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UploadedDocument"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own conversations, or those of others, last changed first. */
        get: {
            parameters: {
                query?: {
                    /** @description Only those whose title or messages contain this. */
                    contains?: string;
                    /** @description Only those in this folder, or `none` for those in no folder. */
                    folder?: string;
                    /** @description Only those that are pinned, or only the others. */
                    pinned?: boolean;
                    /** @description Those that others share with one, in place of one's own. */
                    shared?: boolean;
                    /** @description `next` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 200; 50 if absent. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Conversation"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a conversation. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewConversation"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All conversations as one file, one after the other as they are read: the file may be larger than memory. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Export"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes conversations in, each whole or not at all. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Imported"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where titles and messages contain a text, also in what others share, newest first. */
        get: {
            parameters: {
                query: {
                    /** @description 1 to 200 characters. */
                    q: string;
                    /** @description Hits wanted, 1 to 200; 50 if absent. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ConversationHit"][];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ConversationId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Deletes a conversation with its messages. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ConversationId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes a conversation. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ConversationId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Change"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/conversations/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation as a file. */
        get: {
            parameters: {
                query?: {
                    /** @description `json` (everything, for an import) or `markdown` (the branch in view, for people); `json` if absent. */
                    format?: components["schemas"]["Format"];
                    /** @description Whether Markdown has the numbers and the list of sources; it does if absent. */
                    citations?: boolean;
                };
                header?: never;
                path: {
                    id: components["schemas"]["ConversationId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Export"];
                        "text/markdown": string;
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/fork": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Copies a branch, or all branches, into a new conversation. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ConversationId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Fork"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** With whom a conversation is shared; for those who manage it. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ConversationId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Grant"][];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Shares a conversation with these and nobody else, at once; for those who manage it. Whoever may write asks with their own documents. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ConversationId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Grant"][];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Grant"][];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole tree of messages, oldest first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ConversationId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"][];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Asks; the answer streams as server-sent events. Closing the connection does not stop the run. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ConversationId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Ask"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["LoggedEvent"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a link to the conversation as it is now. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ConversationId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewShare"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Share"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deletions/{secret}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was removed, for whoever has the secret: the account that could sign in is gone. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    secret: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Deletion"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/directory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People and groups, for choosing with whom to share. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Directory"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents, newest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Only this collection. */
                    collection?: components["schemas"]["CollectionId"];
                    /** @description Only this state. */
                    state?: components["schemas"]["DocumentState"];
                    /** @description Only titles or paths that contain this. */
                    contains?: string;
                    /** @description Only those with this tag. */
                    tag?: string;
                    /** @description What they are ordered by; when they were added if absent. */
                    sort?: components["schemas"]["DocumentSort"];
                    /** @description `desc` (the newest, largest or last first) if absent. */
                    order?: components["schemas"]["Order"];
                    /** @description `next` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 200; 50 if absent. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Document"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One document. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["DocumentId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Document"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Deletes a document; it is gone from searches at once. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["DocumentId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Moves, renames or tags a document. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["DocumentId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DocumentChange"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Document"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/documents/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of the newest version, or of the one a citation names. One `Range` is honoured. */
        get: {
            parameters: {
                query?: {
                    /** @description This revision, as citations name it. If absent: the searchable one's text, the newest one's bytes. */
                    revision?: components["schemas"]["RevisionId"];
                };
                header?: never;
                path: {
                    id: components["schemas"]["DocumentId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": unknown;
                    };
                };
                206: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                416: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/control": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pauses, resumes, cancels, retries or re-indexes a document. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["DocumentId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Control"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Document"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The text of a document. */
        get: {
            parameters: {
                query?: {
                    /** @description This revision, as citations name it. If absent: the searchable one's text, the newest one's bytes. */
                    revision?: components["schemas"]["RevisionId"];
                };
                header?: never;
                path: {
                    id: components["schemas"]["DocumentId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DocumentText"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions that can still be looked at, newest first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["DocumentId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DocumentVersion"][];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All folders, by name. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Folder"][];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a folder. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewFolder"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Folder"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/folders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a folder; its conversations stay. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["FolderId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes a folder. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["FolderId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FolderChange"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Folder"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes an empty group. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewGroup"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Group"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/groups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a group; what was shared with it is so no longer. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["GroupId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Renames a group, and says who is in it. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["GroupId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangedGroup"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Group"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/ingestion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far ingestion is. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IngestionSnapshot"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The open links, the newest first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invitation"][];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a link that is good once, for seven days. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Invite"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Invited"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraws a link. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["InvitationId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a message with everything below it; answers the conversation, whose head may have moved. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["MessageId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Conversation"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Gives a message of the person another text, without asking again. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["MessageId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Edit"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Message"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models that can be used, the default first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ModelInfo"][];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All prompts, by name. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Prompt"][];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a prompt. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewPrompt"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Prompt"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a prompt. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["PromptId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes a prompt. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["PromptId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PromptChange"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Prompt"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The connected provider, or null. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Provider"] | null;
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        /** Connects a provider for everybody. Without a key, the stored key for the same address is kept. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Endpoint"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Provider"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        post?: never;
        /** Forgets the provider and its key. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/provider/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a real request to an endpoint; a failure is explained in the answer. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Endpoint"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProviderTest"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The built-in roles, then the own ones by name. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RoleView"][];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a role. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewRole"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RoleView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a role that nobody has. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["RoleId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Renames a role, and says what it may do. It counts at the next request of whoever has it. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["RoleId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangedRole"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RoleView"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["RunId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Run"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The events of a run, stored and live; the stream ends after `finished`. */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description Sequence number of the last event that was read. `Last-Event-ID` does the same and goes before it: it is what a browser read last
                     *     when it comes back to this address.
                     */
                    after?: number;
                };
                header?: never;
                path: {
                    id: components["schemas"]["RunId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": components["schemas"]["LoggedEvent"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stops a run; what was written is kept. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["RunId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finds passages. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SearchQuery"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchResult"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description What it is about is not there. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is too large. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body is not of the type that is expected. */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description The body does not have the shape that is expected. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shared/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a link shows, for whoever has it. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SharedConversation"];
                    };
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All links, newest first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Share"][];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/shares/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes a link; it leads nowhere from now on. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ShareId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description A part of the request is not accepted. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The program at a glance. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Status"];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tags, by name. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TagCount"][];
                    };
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Opens the WebSocket. Text frames hold `ClientFrame` and `ServerFrame`. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                101: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in; only on a server with accounts. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
                /** @description Role, key or share do not allow it, or it comes from a foreign page. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["Problem"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description How one gets in, and who is in. */
        Access: {
            account?: components["schemas"]["Account"] | null;
            /** @description Whether there are accounts; without, everybody who reaches the server is its one user. */
            accounts: boolean;
            /** @description Whether the owner's account is still to be made, with the link the server printed. */
            needs_setup: boolean;
            /** @description What they may do. */
            permissions: components["schemas"]["Permission"][];
        };
        /** @description A person who may sign in. */
        Account: components["schemas"]["HeldRole"] & {
            /**
             * Format: date-time
             * @description Creation.
             */
            created_at: string;
            /** @description Whether signing in is refused. */
            disabled: boolean;
            /** @description The address that is signed in with; unique without regard to case. */
            email: string;
            /** @description Its id; whatever the person makes carries it as owner. */
            id: components["schemas"]["UserId"];
            /** @description What the person is called. */
            name: string;
            /**
             * Format: date-time
             * @description Last change.
             */
            updated_at: string;
        };
        /** @description A document that is being worked on. */
        ActiveDocument: {
            /** @description The document. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: int32
             * @description Parts of the step that are done.
             */
            done: number;
            /** @description Its path. */
            path: string;
            /** @description The step it is at. */
            step: components["schemas"]["IngestStep"];
            /**
             * Format: int32
             * @description Parts of the step; 1 for steps that are done in one go.
             */
            total: number;
        };
        /**
         * @description What adding a revision led to.
         * @enum {string}
         */
        Added: "created" | "replaced" | "unchanged";
        /** @description An account that was made, with the password to pass on. It is shown this once. */
        Admitted: {
            account: components["schemas"]["Account"];
            password: string;
        };
        /** @description How an answer was made. */
        AnswerInfo: {
            /** @description The documents do not contain the answer; `sources` are the nearest passages. */
            abstained: boolean;
            /** @description Whether the model wrote the answer or sentences were quoted. */
            mode: components["schemas"]["AnswerMode"];
            /** @description Model id. */
            model: string;
            /** @description What was searched for, if it differs from the message. */
            standalone?: string | null;
            /** @description Tokens. */
            usage: components["schemas"]["Usage"];
        };
        /**
         * @description Ways to answer.
         * @enum {string}
         */
        AnswerMode: "extractive" | "generated" | "plain";
        /** @description What a program signs its requests with, in place of a session. */
        ApiKey: {
            /**
             * Format: date-time
             * @description Creation.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it ends by itself.
             */
            expires_at?: string | null;
            /** @description Its id. */
            id: components["schemas"]["ApiKeyId"];
            /** @description What it is for. */
            name: string;
            /** @description What it may do, as far as its owner may. */
            permissions: components["schemas"]["Permission"][];
            /** @description Its first characters, by which it is recognised. */
            start: string;
            /**
             * Format: date-time
             * @description When it was last used, to the minute.
             */
            used_at?: string | null;
            /** @description On whose behalf it asks. */
            user: components["schemas"]["UserId"];
        };
        /**
         * Format: uuid
         * @description A key for programs.
         */
        ApiKeyId: string;
        /** @description A question, or the wish for another answer. */
        Ask: components["schemas"]["Regenerate"] | components["schemas"]["NewText"];
        /** @description A line of the log. */
        AuditEntry: components["schemas"]["AuditEvent"] & {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Binds it to all lines before it: 64 hex digits. */
            hash: string;
            /**
             * Format: int64
             * @description Its place: 1 for the first, without gaps.
             */
            seq: number;
        };
        /** @description Something to be written down. */
        AuditEvent: {
            /** @description What was done, e.g. `auth.sign_in` or `document.delete`. */
            action: string;
            actor?: components["schemas"]["UserId"] | null;
            /** @description From where. */
            address: string;
            /** @description What the browser or program calls itself. */
            agent: string;
            /** @description Why it did not work, or what else there is to say. */
            detail: string;
            /** @description The address of that account at the time, or the one that was typed. */
            name: string;
            /** @description What came of it. */
            outcome: components["schemas"]["Outcome"];
            /** @description What it was done to: an id or an address. */
            target: string;
            /** @description What it was done with. */
            via: components["schemas"]["Via"];
        };
        /** @description That somebody has a picture. */
        Avatar: {
            /** @description Whose it is. */
            account: components["schemas"]["UserId"];
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            changed_at: string;
        };
        /** @description SHA-256 of a blob's bytes as 64 lower-case hex digits. */
        BlobHash: string;
        /** @description Changes; absent fields stay. */
        Change: {
            /** @description New collections; empty for all. */
            collections?: components["schemas"]["CollectionId"][] | null;
            folder?: components["schemas"]["FolderId"] | null;
            head?: components["schemas"]["MessageId"] | null;
            /** @description New model; null for the default. */
            model?: string | null;
            /** @description Whether it stands above the others. */
            pinned?: boolean | null;
            /** @description New title, 1 to 200 characters. */
            title?: string | null;
        };
        /** @description Changes to an account; absent fields stay. */
        ChangedAccount: {
            /** @description Whether signing in is refused from now on; the sessions end then. */
            disabled?: boolean | null;
            role?: components["schemas"]["RoleKey"] | null;
        };
        /** @description Changes to a group; absent fields stay. */
        ChangedGroup: {
            /** @description Who is in it from now on. */
            members?: components["schemas"]["UserId"][] | null;
            /** @description The name from now on. */
            name?: string | null;
        };
        /** @description Changes to a profile; absent fields stay. */
        ChangedProfile: {
            language?: components["schemas"]["Language"] | null;
            /** @description What to be called: 1 to 100 characters. */
            name?: string | null;
            /** @description The IANA name of a time zone, e.g. `Europe/Berlin`; null is the browser's. */
            time_zone?: string | null;
        };
        /** @description Changes to a role; absent fields stay. */
        ChangedRole: {
            /** @description The name from now on. */
            name?: string | null;
            /** @description What it may do from now on. */
            permissions?: components["schemas"]["Permission"][] | null;
        };
        /** @description Verdict on a citation. */
        Check: {
            /** @description In words for the reader, e.g. "word for word in the source" or "the source does not say 1987". */
            reason: string;
            /**
             * Format: float
             * @description 0 to 1.
             */
            score: number;
            /** @description The verdict. An unsupported citation does not count: the page shows a mark that explains itself. */
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * Format: uuid
         * @description A passage of a revision: the unit of search.
         */
        ChunkId: string;
        /** @description One cited claim, held against its source. */
        Citation: {
            /** @description What the check said. */
            check: components["schemas"]["Check"];
            /** @description The sentence of the answer that carries the mark. */
            claim: string;
            /** @description The document. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: int32
             * @description One past the last.
             */
            end: number;
            /**
             * Format: int32
             * @description 1-based; `[^number]` is its mark in the content.
             */
            number: number;
            /**
             * Format: int32
             * @description Page of the quote.
             */
            page?: number | null;
            /** @description Exactly the characters `start..end`: what supports the claim best. */
            quote: string;
            /**
             * Format: int32
             * @description Number of the source.
             */
            source: number;
            /**
             * Format: int32
             * @description First character of the quote in the revision's text.
             */
            start: number;
            /** @description Title of the document. */
            title: string;
        };
        /** @description A frame from a client. `ref` is any text; the answer repeats it. */
        ClientFrame: {
            /** @description Where. */
            conversation: components["schemas"]["ConversationId"];
            /** @description Answer from these documents only; all of the conversation's if empty. */
            documents?: components["schemas"]["DocumentId"][];
            /** @description Model; the conversation's if absent. */
            model?: string | null;
            parent?: components["schemas"]["MessageId"] | null;
            /** @description Repeated in the answer. */
            ref: string;
            /** @description The message. */
            text: string;
            /** @enum {string} */
            type: "ask";
        } | {
            /** @description Model; the conversation's if absent. */
            model?: string | null;
            /** @description The person's message. */
            question: components["schemas"]["MessageId"];
            /** @description Repeated in the answer. */
            ref: string;
            /** @enum {string} */
            type: "regenerate";
        } | {
            /** @description Repeated in the answer. */
            ref: string;
            /** @description The run. */
            run: components["schemas"]["RunId"];
            /** @enum {string} */
            type: "stop";
        } | {
            /**
             * Format: int64
             * @description Sequence number of the last event that was read; 0 for all.
             */
            after?: number;
            /** @description Repeated in the answer. */
            ref: string;
            /** @description The run. */
            run: components["schemas"]["RunId"];
            /** @enum {string} */
            type: "follow";
        } | {
            /** @description Repeated in the answer. */
            ref: string;
            /** @description The run. */
            run: components["schemas"]["RunId"];
            /** @enum {string} */
            type: "unfollow";
        } | {
            /** @description Whether to send it. */
            on: boolean;
            /** @description Repeated in the answer. */
            ref: string;
            /** @enum {string} */
            type: "watch_ingestion";
        } | {
            /** @description Repeated in the answer. */
            ref: string;
            /** @enum {string} */
            type: "ping";
        };
        /** @description A code of the app. */
        Code: {
            /** @description Six digits. */
            code: string;
        };
        /** @description A named set of documents. */
        Collection: {
            /** @description What the asker may do with it: everything, if it is their own. */
            access: components["schemas"]["Level"];
            /**
             * Format: int64
             * @description Sum of their current sizes in bytes.
             */
            bytes: number;
            /**
             * Format: date-time
             * @description Creation time.
             */
            created_at: string;
            /**
             * Format: int64
             * @description Documents in it, whatever their state.
             */
            documents: number;
            /** @description Its id. */
            id: components["schemas"]["CollectionId"];
            /** @description 1 to 120 characters, unique per owner without regard to case. */
            name: string;
            /** @description Its owner. */
            owner: components["schemas"]["UserId"];
            /**
             * Format: int64
             * @description With how many people and groups it is shared.
             */
            shares: number;
            /**
             * Format: date-time
             * @description Last rename, or last document added, replaced or removed.
             */
            updated_at: string;
        };
        /**
         * Format: uuid
         * @description A named set of documents.
         */
        CollectionId: string;
        /** @description State of one part. */
        ComponentHealth: {
            /** @description What it is, or what is wrong. */
            detail: string;
            /** @description How to mend it. */
            hint?: string | null;
            /** @description `store`, `index`, `embedder`, `chat_model`. */
            name: string;
            /** @description Whether it can work. */
            ready: boolean;
        };
        /** @description What to do with a document. */
        Control: {
            /** @description The action. */
            action: components["schemas"]["DocumentAction"];
        };
        /** @description A conversation: a tree of messages with one branch in view. */
        Conversation: {
            /** @description What the asker may do with it: everything, if it is their own. */
            access: components["schemas"]["Level"];
            /** @description Collections it answers from; empty means all. */
            collections: components["schemas"]["CollectionId"][];
            /**
             * Format: date-time
             * @description Creation.
             */
            created_at: string;
            folder?: components["schemas"]["FolderId"] | null;
            head?: components["schemas"]["MessageId"] | null;
            /** @description Its id. */
            id: components["schemas"]["ConversationId"];
            /** @description Chat model, or the default. */
            model?: string | null;
            /** @description Its owner. */
            owner: components["schemas"]["UserId"];
            /** @description Whether it stands above the others; for its owner only. */
            pinned: boolean;
            /**
             * Format: int64
             * @description With how many people and groups it is shared.
             */
            shares: number;
            /** @description It lives in the server's memory only: never on the disk, in no list, and gone when the server stops. */
            temporary: boolean;
            /** @description Title; empty until one was made or given. */
            title: string;
            /**
             * Format: date-time
             * @description Last message or change.
             */
            updated_at: string;
        };
        /** @description A place where a text was found. */
        ConversationHit: {
            /** @description The conversation. */
            conversation: components["schemas"]["Conversation"];
            message?: components["schemas"]["FoundMessage"] | null;
        };
        /**
         * Format: uuid
         * @description A conversation: a tree of messages.
         */
        ConversationId: string;
        /** @description What somebody shows before their account goes. */
        DeleteAccount: {
            /** @description The account's address, where it has no password; the session must be younger than five minutes then. */
            email?: string | null;
            /** @description The password. */
            password?: string | null;
        };
        /** @description The removal of everything that was somebody's. */
        Deletion: {
            /**
             * Format: date-time
             * @description When the account went.
             */
            began_at: string;
            /**
             * Format: date-time
             * @description When all was gone.
             */
            ended_at?: string | null;
            /** @description Its id. */
            id: components["schemas"]["DeletionId"];
            /** @description What there was, and is or will be no more. */
            removed: components["schemas"]["Holdings"];
        };
        /** @description A deletion that was begun. */
        DeletionBegun: {
            deletion: components["schemas"]["Deletion"];
            /** @description Shows the report (`GET /deletions/{secret}`) for thirty days after its end. It is shown this once. */
            secret: string;
        };
        /**
         * Format: uuid
         * @description The removal of everything that was somebody's.
         */
        DeletionId: string;
        /** @description With whom something can be shared. */
        Directory: {
            /** @description By name. */
            groups: components["schemas"]["Group"][];
            /** @description By address. Nobody on a server for a single user. */
            people: components["schemas"]["Listed"][];
        };
        /** @description A document as lists show it. */
        Document: {
            /**
             * Format: int32
             * @description Chunks of the searchable version.
             */
            chunks: number;
            /** @description The collection it is in. */
            collection: components["schemas"]["CollectionId"];
            /**
             * Format: date-time
             * @description When it was first added.
             */
            created_at: string;
            /** @description Content hash of the newest version. */
            hash: components["schemas"]["BlobHash"];
            /** @description Its id, the same through all versions. */
            id: components["schemas"]["DocumentId"];
            /** @description ISO 639-1 language, once known. */
            language?: string | null;
            /** @description Media type, once known from the content. */
            media_type?: string | null;
            /** @description Its owner. */
            owner: components["schemas"]["UserId"];
            /**
             * Format: int32
             * @description Pages, where the format has pages.
             */
            pages?: number | null;
            /** @description Relative path it was added under; unique in the collection. Adding the same path again makes a new version. */
            path: string;
            problem?: components["schemas"]["DocumentProblem"] | null;
            /** @description The newest revision. */
            revision: components["schemas"]["RevisionId"];
            /**
             * Format: int64
             * @description Size of the newest version in bytes.
             */
            size: number;
            /** @description Where the newest version stands. An older version stays searchable until the newer is ready. */
            state: components["schemas"]["DocumentState"];
            /** @description The step the newest version is at. */
            step: components["schemas"]["IngestStep"];
            /** @description Words a person gave it. */
            tags?: string[];
            /** @description Title found in the content, else the file name. */
            title: string;
            /**
             * Format: date-time
             * @description Last change.
             */
            updated_at: string;
            /**
             * Format: int32
             * @description 1 for the first version.
             */
            version: number;
            /** @description What was left out, for a person. */
            warnings?: string[];
        };
        /**
         * @description What a person may do to a document.
         * @enum {string}
         */
        DocumentAction: "pause" | "resume" | "cancel" | "retry" | "reindex";
        /** @description Changes; absent fields stay. */
        DocumentChange: {
            collection?: components["schemas"]["CollectionId"] | null;
            /** @description New path in its collection. */
            path?: string | null;
            /** @description All its tags: at most 20 of 1 to 40 characters. */
            tags?: string[] | null;
        };
        /**
         * Format: uuid
         * @description A document through all its versions.
         */
        DocumentId: string;
        /** @description Why a document could not be ingested. */
        DocumentProblem: {
            /** @description Stable name, e.g. `needs_ocr`. */
            code: string;
            /** @description What happened. */
            detail: string;
            /** @description What to do. */
            hint: string;
        };
        /**
         * @description What documents are ordered by; the largest or newest first unless turned round.
         * @enum {string}
         */
        DocumentSort: "added" | "title" | "size";
        /**
         * @description Where a document stands, derived from its newest revision.
         * @enum {string}
         */
        DocumentState: "queued" | "processing" | "paused" | "ready" | "failed" | "cancelled";
        /** @description The text of a document. */
        DocumentText: {
            /** @description Headings. */
            headings: components["schemas"]["HeadingSpan"][];
            /** @description Pages. */
            pages: components["schemas"]["PageSpan"][];
            revision?: components["schemas"]["RevisionId"] | null;
            /** @description Normalised text, which all offsets count in. */
            text: string;
        };
        /** @description A version of a document, as its history shows it. */
        DocumentVersion: {
            /**
             * Format: date-time
             * @description When it was added.
             */
            created_at: string;
            /** @description Media type, once known from the content. */
            media_type?: string | null;
            problem?: components["schemas"]["DocumentProblem"] | null;
            /** @description Its revision. */
            revision: components["schemas"]["RevisionId"];
            /** @description Whether searches find this one. */
            searchable: boolean;
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            /** @description Where it stands, or stood when a newer one came. */
            state: components["schemas"]["DocumentState"];
            /**
             * Format: int32
             * @description 1 for the first version.
             */
            version: number;
        };
        /** @description Another text for a message. */
        Edit: {
            /** @description The text. */
            content: string;
        };
        /** @description An OpenAI-compatible endpoint that somebody connects. */
        Endpoint: {
            /** @description Address up to and including the version, e.g. `https://api.openai.com/v1`. */
            base_url: string;
            /** @description Key, where the endpoint wants one. Never sent back to anybody. */
            key?: string | null;
            /** @description The provider's name of the model. */
            model: string;
            /** @description Tokens of the model's window; 8,192 if absent, what small current models offer at least. */
            window?: number;
        };
        /** @description A step of a run, as every reader sees it. Replaying all events of a run gives the message. */
        Event: {
            /** @description The message it writes. */
            answer: components["schemas"]["MessageId"];
            /**
             * Format: int32
             * @description 1, more after restarts.
             */
            attempt: number;
            /** @description The conversation. */
            conversation: components["schemas"]["ConversationId"];
            /** @description Model id. */
            model: string;
            /** @description The message it answers. */
            question: components["schemas"]["MessageId"];
            /** @enum {string} */
            type: "started";
        } | {
            /** @description The step. */
            step: components["schemas"]["TurnStep"];
            /** @enum {string} */
            type: "step";
        } | {
            /** @description The question. */
            question: string;
            /** @enum {string} */
            type: "standalone";
        } | {
            /** @description Numbered from 1. */
            sources: components["schemas"]["Source"][];
            /** @enum {string} */
            type: "sources";
        } | {
            /** @description The text. */
            text: string;
            /** @enum {string} */
            type: "delta";
        } | {
            /** @description The citation. */
            citation: components["schemas"]["Citation"];
            /** @enum {string} */
            type: "cited";
        } | {
            /** @description The title. */
            title: string;
            /** @enum {string} */
            type: "titled";
        } | {
            /** @description The message. */
            message: components["schemas"]["Message"];
            /** @enum {string} */
            type: "finished";
        };
        /** @description An export: what an import takes, with its name and version. */
        Export: {
            /** @description The conversations. */
            conversations: components["schemas"]["ImportedConversation"][];
            /** @description `chatbox.conversations`. */
            format: string;
            /**
             * Format: int32
             * @description 1.
             */
            version: number;
        };
        /** @description What goes with an account. */
        Farewell: {
            /** @description How much there is of each kind. */
            holdings: components["schemas"]["Holdings"];
            /** @description Collections that others lose, too. */
            shared: components["schemas"]["SharedCollection"][];
        };
        /** @description A folder of conversations. */
        Folder: {
            /** @description What new conversations of the folder answer from; empty means all. */
            collections: components["schemas"]["CollectionId"][];
            /**
             * Format: int64
             * @description Conversations in it.
             */
            conversations: number;
            /**
             * Format: date-time
             * @description Creation.
             */
            created_at: string;
            /** @description Its id. */
            id: components["schemas"]["FolderId"];
            /** @description What a model is told in every conversation of the folder; may be empty. */
            instructions: string;
            /** @description Its name. */
            name: string;
            /** @description Its owner. */
            owner: components["schemas"]["UserId"];
            /**
             * Format: date-time
             * @description Last change.
             */
            updated_at: string;
        };
        /** @description Changes; absent fields stay. */
        FolderChange: {
            /** @description Empty for all. */
            collections?: components["schemas"]["CollectionId"][] | null;
            /** @description Up to 8,000 characters. */
            instructions?: string | null;
            /** @description 1 to 120 characters. */
            name?: string | null;
        };
        /**
         * Format: uuid
         * @description A folder of conversations.
         */
        FolderId: string;
        /** @description What to copy into a new conversation. */
        Fork: {
            /** @description The last message of the branch. */
            message: components["schemas"]["MessageId"];
            /** @description Whether the other branches come along. */
            whole?: boolean;
        };
        /**
         * @description Formats of exports.
         * @enum {string}
         */
        Format: "json" | "markdown";
        /** @description A message that contains a text. */
        FoundMessage: {
            /**
             * Format: date-time
             * @description Its creation.
             */
            created_at: string;
            /** @description About 200 characters around the first place, without citation marks. */
            excerpt: string;
            /** @description Its id. */
            id: components["schemas"]["MessageId"];
            /** @description Who said it. */
            role: components["schemas"]["Role"];
        };
        /** @description That something is shared. */
        Grant: {
            /** @description What they may do. */
            level: components["schemas"]["Level"];
            /** @description With whom. */
            principal: components["schemas"]["Principal"];
        };
        /** @description People who are named together. */
        Group: {
            /**
             * Format: date-time
             * @description Creation.
             */
            created_at: string;
            /** @description Its id. */
            id: components["schemas"]["GroupId"];
            /** @description Who is in it. */
            members: components["schemas"]["UserId"][];
            /** @description Its name; unique without regard to case. */
            name: string;
            /**
             * Format: date-time
             * @description Last change.
             */
            updated_at: string;
        };
        /**
         * Format: uuid
         * @description People who are named together.
         */
        GroupId: string;
        /** @description The characters of a heading. */
        HeadingSpan: {
            /**
             * Format: int32
             * @description One past the last.
             */
            end: number;
            /**
             * Format: int32
             * @description 1 to 6.
             */
            level: number;
            /**
             * Format: int32
             * @description First character.
             */
            start: number;
        };
        /** @description How a role is written in the API. */
        HeldRole: {
            /** @description What the person is here for: `owner`, `administrator`, `member`, `viewer`, or the id of an own role. */
            role: components["schemas"]["RoleKey"];
            /** @description What an own role is called. */
            role_name?: string | null;
        };
        /** @description How much of each kind is somebody's. */
        Holdings: {
            /**
             * Format: int64
             * @description API keys.
             * @default 0
             */
            api_keys: number;
            /**
             * Format: int64
             * @description Pictures.
             * @default 0
             */
            avatars: number;
            /**
             * Format: int64
             * @description Bytes of all versions.
             * @default 0
             */
            bytes: number;
            /**
             * Format: int64
             * @description Collections.
             * @default 0
             */
            collections: number;
            /**
             * Format: int64
             * @description Conversations.
             * @default 0
             */
            conversations: number;
            /**
             * Format: int64
             * @description Documents.
             * @default 0
             */
            documents: number;
            /**
             * Format: int64
             * @description Folders of conversations.
             * @default 0
             */
            folders: number;
            /**
             * Format: int64
             * @description Grants with which these are shared.
             * @default 0
             */
            grants: number;
            /**
             * Format: int64
             * @description Invitations that were made and not used.
             * @default 0
             */
            invitations: number;
            /**
             * Format: int64
             * @description Jobs in the queue and in its history.
             * @default 0
             */
            jobs: number;
            /**
             * Format: int64
             * @description Links to snapshots of conversations.
             * @default 0
             */
            links: number;
            /**
             * Format: int64
             * @description Groups that this person is in.
             * @default 0
             */
            memberships: number;
            /**
             * Format: int64
             * @description Messages in them.
             * @default 0
             */
            messages: number;
            /**
             * Format: int64
             * @description Passages, with their vectors, index entries and sentences.
             * @default 0
             */
            passages: number;
            /**
             * Format: int64
             * @description Prompts.
             * @default 0
             */
            prompts: number;
            /**
             * Format: int64
             * @description Answers that were written, with their logs.
             * @default 0
             */
            runs: number;
            /**
             * Format: int64
             * @description Second factors.
             * @default 0
             */
            second_factors: number;
            /**
             * Format: int64
             * @description Sessions.
             * @default 0
             */
            sessions: number;
            /**
             * Format: int64
             * @description Settings, and answers kept for requests that are sent twice.
             * @default 0
             */
            settings: number;
            /**
             * Format: int64
             * @description Collections of others that are shared with this person by name.
             * @default 0
             */
            shared_with: number;
            /**
             * Format: int64
             * @description Stored versions of them.
             * @default 0
             */
            versions: number;
        };
        /** @description Conversations that come from elsewhere. */
        Import: {
            /** @description At most 200. */
            conversations: components["schemas"]["ImportedConversation"][];
        };
        /** @description What became of an import. */
        Imported: {
            /** @description The new conversations, in the order of the request without the rejected ones. */
            conversations: components["schemas"]["ConversationId"][];
            /** @description Those that could not be taken in. */
            rejected: components["schemas"]["RejectedConversation"][];
        };
        /** @description A conversation outside of a store. */
        ImportedConversation: {
            /**
             * Format: date-time
             * @description Creation; the first message's if absent.
             */
            created_at?: string | null;
            /** @description Last message of the branch in view, by its id here; the newest if absent. */
            head?: string | null;
            /** @description Its messages in any order. */
            messages: components["schemas"]["ImportedMessage"][];
            /** @description Model it asks. */
            model?: string | null;
            /** @description Whether it is pinned. */
            pinned?: boolean;
            /** @description Title. */
            title: string;
            /**
             * Format: date-time
             * @description Last change; the last message's if absent.
             */
            updated_at?: string | null;
        };
        /** @description A message outside of a store. */
        ImportedMessage: {
            answer?: components["schemas"]["AnswerInfo"] | null;
            /** @description Citations. */
            citations?: components["schemas"]["Citation"][];
            /** @description Markdown. */
            content: string;
            /**
             * Format: date-time
             * @description When it was said; right after the one before it if absent.
             */
            created_at?: string | null;
            /** @description Any name, once in the conversation. */
            id: string;
            /** @description The message before it; absent for a first one. */
            parent?: string | null;
            /** @description `user` or `assistant`. */
            role: components["schemas"]["Role"];
            /** @description Sources. */
            sources?: components["schemas"]["Source"][];
            state?: components["schemas"]["MessageState"] | null;
        };
        /**
         * @description The steps of ingestion, in order. The stored step is the next one to do.
         * @enum {string}
         */
        IngestStep: "extract" | "chunk" | "embed" | "index" | "done";
        /** @description Where the ingestion of one owner's documents stands. */
        IngestionSnapshot: {
            /** @description What this process works on, the version added first in front. */
            active: components["schemas"]["ActiveDocument"][];
            /**
             * Format: int64
             * @description Documents that became searchable since the queue was last empty.
             */
            done: number;
            /**
             * Format: int64
             * @description Seconds until nothing is left, at this rate.
             */
            eta_seconds?: number | null;
            /**
             * Format: int64
             * @description Documents that could not be ingested since the queue was last empty.
             */
            failed: number;
            /**
             * Format: int64
             * @description Documents waiting.
             */
            queued: number;
            /**
             * Format: double
             * @description Documents per second over the last half minute.
             */
            rate: number;
            /**
             * Format: int64
             * @description Documents being worked on.
             */
            running: number;
        };
        /** @description A link that is good once. */
        Invitation: components["schemas"]["HeldRole"] & {
            /**
             * Format: date-time
             * @description Creation.
             */
            created_at: string;
            /** @description Who it is for; whoever has the link if absent. */
            email?: string | null;
            /**
             * Format: date-time
             * @description When it ends.
             */
            expires_at: string;
            /** @description Its id. */
            id: components["schemas"]["InvitationId"];
            /** @description Who made it. */
            made_by: components["schemas"]["UserId"];
        };
        /**
         * Format: uuid
         * @description A link that lets somebody make an account.
         */
        InvitationId: string;
        /** @description A link to be made. */
        Invite: {
            /** @description Who it is for; whoever has the link gives an address of their own if absent. */
            email?: string | null;
            /** @description A built-in role or the id of an own one; it may do nothing that one may not oneself. */
            role: components["schemas"]["RoleKey"];
        };
        /** @description A link that was made: `/join#SECRET` on the page. It is shown this once. */
        Invited: {
            invitation: components["schemas"]["Invitation"];
            secret: string;
        };
        /** @description An account to be made with a link. */
        Join: {
            /** @description The address to sign in with; that of the link goes before it. */
            email?: string;
            /** @description What to be called: 1 to 100 characters. */
            name: string;
            /** @description 10 to 256 characters. */
            password: string;
            /** @description What the link has after `#`. */
            secret: string;
            /** @description Whether the tokens are wanted in the answer instead of cookies; for programs. */
            tokens?: boolean;
        };
        /**
         * @description A language of the page.
         * @enum {string}
         */
        Language: "en" | "de";
        /**
         * @description What one may do with something that is somebody else's; each includes the ones before. Whose it is may do everything.
         * @enum {string}
         */
        Level: "read" | "write" | "manage";
        /** @description A link to add. */
        Link: {
            /** @description Address of a public page or file. */
            url: string;
        };
        /** @description Somebody. */
        Listed: {
            /** @description For those who may share: with the permission `contribute`. */
            email?: string | null;
            id: components["schemas"]["UserId"];
            name: string;
        };
        /** @description An event with its place in the run's log. */
        LoggedEvent: {
            /** @description The event. */
            event: components["schemas"]["Event"];
            /** @description The run. */
            run: components["schemas"]["RunId"];
            /**
             * Format: int64
             * @description 1, 2, 3, … without gaps.
             */
            seq: number;
        };
        /** @description A key that was made, with its secret. It is shown this once. */
        MadeKey: {
            key: components["schemas"]["ApiKey"];
            /** @description For `Authorization: Bearer`. */
            secret: string;
        };
        /** @description One message. Messages with the same parent are siblings: regenerated answers, or edited questions. */
        Message: {
            answer?: components["schemas"]["AnswerInfo"] | null;
            author?: components["schemas"]["UserId"] | null;
            /** @description In the order of their marks. */
            citations?: components["schemas"]["Citation"][];
            /** @description Markdown. `[^k]` stands for `citations[k - 1]`. */
            content: string;
            /** @description Its conversation. */
            conversation: components["schemas"]["ConversationId"];
            /**
             * Format: date-time
             * @description Creation.
             */
            created_at: string;
            /** @description The documents the question was limited to; empty means all of the conversation's. */
            documents?: components["schemas"]["DocumentId"][];
            /** @description Its id. */
            id: components["schemas"]["MessageId"];
            parent?: components["schemas"]["MessageId"] | null;
            problem?: components["schemas"]["RunProblem"] | null;
            /** @description Who said it: user or assistant. */
            role: components["schemas"]["Role"];
            run?: components["schemas"]["RunId"] | null;
            /** @description The passages the answer was made from (or, when it abstained, the nearest ones), numbered from 1. */
            sources?: components["schemas"]["Source"][];
            /** @description State. */
            state: components["schemas"]["MessageState"];
        };
        /**
         * Format: uuid
         * @description One message in a conversation.
         */
        MessageId: string;
        /**
         * @description Where a message stands.
         * @enum {string}
         */
        MessageState: "streaming" | "complete" | "stopped" | "failed";
        /** @description A chat model as the page lists it. */
        ModelInfo: {
            /** @description Its id: `local/smollm2-135m` or `openai/NAME`. */
            id: string;
            /** @description Whether it runs in this installation. */
            local: boolean;
            /** @description Name for people. */
            name: string;
            /** @description How far it can be trusted. */
            skill: components["schemas"]["Skill"];
            /** @description Tokens of its window. */
            window: number;
        };
        /** @description A name. */
        Named: {
            /** @description 1 to 120 characters. */
            name: string;
        };
        /** @description Somebody who is to be let in. */
        NewAccount: {
            /** @description The address to sign in with. */
            email: string;
            /** @description What the person is called: 1 to 100 characters. */
            name: string;
            /** @description A built-in role or the id of an own one; it may do nothing that one may not oneself. */
            role: components["schemas"]["RoleKey"];
        };
        /** @description A conversation to be made. */
        NewConversation: {
            /**
             * @description Collections to answer from; if empty those of the folder, else all.
             * @default []
             */
            collections: components["schemas"]["CollectionId"][];
            /** @default null */
            folder: components["schemas"]["FolderId"] | null;
            /**
             * @description Chat model; the default if absent.
             * @default null
             */
            model: string | null;
            /**
             * @description Keeps it in the server's memory only: never on the disk, in no list, gone after a day or when the server stops.
             * @default false
             */
            temporary: boolean;
        };
        /** @description A folder to be made. */
        NewFolder: {
            /** @description What its new conversations answer from; all if empty. */
            collections?: components["schemas"]["CollectionId"][];
            /** @description What a model is told in every conversation of the folder; up to 8,000 characters. */
            instructions?: string;
            /** @description 1 to 120 characters. */
            name: string;
        };
        /** @description A group to be made. */
        NewGroup: {
            /** @description 1 to 100 characters. */
            name: string;
        };
        /** @description A key to be made. */
        NewKey: {
            /**
             * Format: date-time
             * @description When it ends by itself; never if absent.
             */
            expires_at?: string | null;
            /** @description What it is for: 1 to 100 characters. */
            name: string;
            /** @description What it may do, as far as one may oneself. */
            permissions: components["schemas"]["Permission"][];
        };
        /** @description The old and the new password. */
        NewPassword: {
            /** @description The one from now on: 10 to 256 characters. */
            new: string;
            /** @description The password so far. */
            old: string;
        };
        /** @description A prompt to be made. */
        NewPrompt: {
            /** @description 1 to 64 letters, digits, `-` or `_`; unique without regard to case. */
            name: string;
            /** @description 1 to 20,000 characters; `{{name}}` and `{{name=default}}` are asked for when it is used. */
            text: string;
        };
        /** @description A role to be made. */
        NewRole: {
            /** @description 1 to 100 characters. */
            name: string;
            /** @description What it may do: `read`, and others that one has oneself. */
            permissions: components["schemas"]["Permission"][];
        };
        /** @description What an authenticator app needs to know. It is shown this once. */
        NewSecret: {
            /** @description In Base32, to be typed. */
            secret: string;
            /** @description The same as an `otpauth` address, to be shown as a QR code. */
            uri: string;
        };
        /** @description What a link shows. */
        NewShare: {
            /**
             * @description All branches instead of the one in view.
             * @default false
             */
            branches: boolean;
        };
        /** @description A new message of the person. */
        NewText: {
            /** @description Answer from these documents only; all of the conversation's if empty. */
            documents?: components["schemas"]["DocumentId"][];
            /** @description Model; the conversation's if absent. */
            model?: string | null;
            parent?: components["schemas"]["MessageId"] | null;
            /** @description The message. */
            text: string;
        };
        /** @description What a link offers. */
        Offer: components["schemas"]["HeldRole"] & {
            /** @description Who it is for; one gives an address of one's own if absent. */
            email?: string | null;
            /** Format: date-time */
            expires_at: string;
        };
        /** @description An open session. */
        OpenSession: components["schemas"]["Session"] & {
            /** @description Whether it is the one that asks. */
            current: boolean;
        };
        /**
         * @description Directions of a list.
         * @enum {string}
         */
        Order: "asc" | "desc";
        /**
         * @description What came of it.
         * @enum {string}
         */
        Outcome: "done" | "refused" | "failed";
        /** @description The characters of one page. */
        PageSpan: {
            /**
             * Format: int32
             * @description One past the last character.
             */
            end: number;
            /**
             * Format: int32
             * @description 1-based page number.
             */
            number: number;
            /**
             * Format: int32
             * @description First character.
             */
            start: number;
        };
        /** @description One page of a list. */
        Page_AuditEntry: {
            /** @description The rows, in the list's order. */
            items: (components["schemas"]["AuditEvent"] & {
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /** @description Binds it to all lines before it: 64 hex digits. */
                hash: string;
                /**
                 * Format: int64
                 * @description Its place: 1 for the first, without gaps.
                 */
                seq: number;
            })[];
            /** @description Hand this back to get the next page; absent on the last one. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_Conversation: {
            /** @description The rows, in the list's order. */
            items: {
                /** @description What the asker may do with it: everything, if it is their own. */
                access: components["schemas"]["Level"];
                /** @description Collections it answers from; empty means all. */
                collections: components["schemas"]["CollectionId"][];
                /**
                 * Format: date-time
                 * @description Creation.
                 */
                created_at: string;
                folder?: components["schemas"]["FolderId"] | null;
                head?: components["schemas"]["MessageId"] | null;
                /** @description Its id. */
                id: components["schemas"]["ConversationId"];
                /** @description Chat model, or the default. */
                model?: string | null;
                /** @description Its owner. */
                owner: components["schemas"]["UserId"];
                /** @description Whether it stands above the others; for its owner only. */
                pinned: boolean;
                /**
                 * Format: int64
                 * @description With how many people and groups it is shared.
                 */
                shares: number;
                /** @description It lives in the server's memory only: never on the disk, in no list, and gone when the server stops. */
                temporary: boolean;
                /** @description Title; empty until one was made or given. */
                title: string;
                /**
                 * Format: date-time
                 * @description Last message or change.
                 */
                updated_at: string;
            }[];
            /** @description Hand this back to get the next page; absent on the last one. */
            next?: string | null;
        };
        /** @description One page of a list. */
        Page_Document: {
            /** @description The rows, in the list's order. */
            items: {
                /**
                 * Format: int32
                 * @description Chunks of the searchable version.
                 */
                chunks: number;
                /** @description The collection it is in. */
                collection: components["schemas"]["CollectionId"];
                /**
                 * Format: date-time
                 * @description When it was first added.
                 */
                created_at: string;
                /** @description Content hash of the newest version. */
                hash: components["schemas"]["BlobHash"];
                /** @description Its id, the same through all versions. */
                id: components["schemas"]["DocumentId"];
                /** @description ISO 639-1 language, once known. */
                language?: string | null;
                /** @description Media type, once known from the content. */
                media_type?: string | null;
                /** @description Its owner. */
                owner: components["schemas"]["UserId"];
                /**
                 * Format: int32
                 * @description Pages, where the format has pages.
                 */
                pages?: number | null;
                /** @description Relative path it was added under; unique in the collection. Adding the same path again makes a new version. */
                path: string;
                problem?: components["schemas"]["DocumentProblem"] | null;
                /** @description The newest revision. */
                revision: components["schemas"]["RevisionId"];
                /**
                 * Format: int64
                 * @description Size of the newest version in bytes.
                 */
                size: number;
                /** @description Where the newest version stands. An older version stays searchable until the newer is ready. */
                state: components["schemas"]["DocumentState"];
                /** @description The step the newest version is at. */
                step: components["schemas"]["IngestStep"];
                /** @description Words a person gave it. */
                tags?: string[];
                /** @description Title found in the content, else the file name. */
                title: string;
                /**
                 * Format: date-time
                 * @description Last change.
                 */
                updated_at: string;
                /**
                 * Format: int32
                 * @description 1 for the first version.
                 */
                version: number;
                /** @description What was left out, for a person. */
                warnings?: string[];
            }[];
            /** @description Hand this back to get the next page; absent on the last one. */
            next?: string | null;
        };
        /** @description One's password. */
        Password: {
            password: string;
        };
        /**
         * @description What somebody may do with what is everybody's; what belongs to somebody is theirs alone.
         * @enum {string}
         */
        Permission: "read" | "ask" | "contribute" | "connect_models" | "manage_accounts" | "read_audit";
        /** @description With whom something is shared. */
        Principal: {
            /** @description A person. */
            id: components["schemas"]["UserId"];
            /** @enum {string} */
            kind: "account";
        } | {
            /** @description Everybody in a group. */
            id: components["schemas"]["GroupId"];
            /** @enum {string} */
            kind: "group";
        };
        /** @description What went wrong, for programs (`type`) and people (`detail`, `hint`). */
        Problem: {
            /** @description What happened. */
            detail: string;
            /** @description What to do. */
            hint: string;
            /** @description Names this request in the server's log. */
            request_id?: string | null;
            /**
             * Format: int64
             * @description Seconds after which another try makes sense; also in the header `Retry-After`.
             */
            retry_after?: number | null;
            /**
             * Format: int32
             * @description HTTP status.
             */
            status: number;
            /** @description The kind in words. */
            title: string;
            /** @description Stable name, e.g. `urn:chatbox:not-found`. */
            type: string;
        };
        /** @description What somebody says of themselves. */
        Profile: {
            /**
             * Format: date-time
             * @description When the picture was last changed; none where there is no picture.
             */
            avatar_changed_at?: string | null;
            language?: components["schemas"]["Language"] | null;
            /** @description What the person is called. */
            name: string;
            /** @description The IANA name of the zone that times are shown in, e.g. `Europe/Berlin`; none is the browser's. */
            time_zone?: string | null;
        };
        /** @description A text with a name. */
        Prompt: {
            /**
             * Format: date-time
             * @description Creation.
             */
            created_at: string;
            /** @description Its id. */
            id: components["schemas"]["PromptId"];
            /** @description What is typed after `/`: letters, digits, `-` and `_`; unique without regard to case. */
            name: string;
            /** @description Its owner. */
            owner: components["schemas"]["UserId"];
            /** @description The text; `{{name}}` or `{{name=default}}` is asked for when it is used. */
            text: string;
            /**
             * Format: date-time
             * @description Last change.
             */
            updated_at: string;
        };
        /** @description Changes; absent fields stay. */
        PromptChange: {
            /** @description New name. */
            name?: string | null;
            /** @description New text. */
            text?: string | null;
        };
        /**
         * Format: uuid
         * @description A text in the prompt library.
         */
        PromptId: string;
        /** @description A connected provider, without its key. */
        Provider: {
            /** @description Address up to and including the version. */
            base_url: string;
            /** @description Whether a key is stored. */
            key_set: boolean;
            /** @description The provider's name of the model. */
            model: string;
            /** @description Tokens of the model's window. */
            window: number;
        };
        /** @description How a test went. */
        ProviderTest: {
            /** @description What happened. */
            detail: string;
            /** @description What to do. */
            hint?: string | null;
            /**
             * Format: int64
             * @description Milliseconds until the answer was whole.
             */
            latency_ms: number;
            /** @description Whether a real request was answered. */
            ok: boolean;
        };
        /** @description Codes that let one in once each. They are shown this once. */
        RecoveryCodes: {
            codes: string[];
        };
        /** @description Another answer to a message of the person. */
        Regenerate: {
            /** @description Model; the conversation's if absent. */
            model?: string | null;
            /** @description That message. */
            regenerate: components["schemas"]["MessageId"];
        };
        /** @description A conversation that could not be taken in. */
        RejectedConversation: {
            /**
             * Format: int32
             * @description Its place in the request, from 0.
             */
            index: number;
            /** @description Why. */
            problem: components["schemas"]["Problem"];
            /** @description Its title. */
            title: string;
        };
        /** @description A file that was not taken in. */
        RejectedFile: {
            /** @description Its name as sent. */
            path: string;
            /** @description Why. */
            problem: components["schemas"]["Problem"];
        };
        /** @description What renews the tokens. */
        Renew: {
            /** @description The refresh token; that of the cookie if absent. */
            refresh?: string | null;
        };
        /** @description A new password to pass on. It is shown this once. */
        RenewedPassword: {
            password: string;
        };
        /**
         * Format: uuid
         * @description One version of a document's content.
         */
        RevisionId: string;
        /**
         * @description Who said something to a model.
         * @enum {string}
         */
        Role: "system" | "user" | "assistant";
        /**
         * Format: uuid
         * @description A role that was made of permissions.
         */
        RoleId: string;
        RoleKey: string;
        /** @description A role. */
        RoleView: {
            /** @description Whether it is always there and cannot be changed. */
            built_in: boolean;
            /** @description What an account has as `role`: `owner`, `administrator`, `member`, `viewer`, or the id of an own role. */
            id: components["schemas"]["RoleKey"];
            /** @description Whether one may give it and, if it is an own one, change it: it may do nothing that one may not. */
            may_give: boolean;
            /** @description Its name. */
            name: string;
            /** @description What it may do. */
            permissions: components["schemas"]["Permission"][];
        };
        /** @description One attempt to write a message: the owner of an event log. */
        Run: {
            /** @description The message it writes. */
            answer: components["schemas"]["MessageId"];
            /**
             * Format: int32
             * @description How often it was taken up: 1, more after restarts of the server.
             */
            attempt: number;
            author?: components["schemas"]["UserId"] | null;
            /** @description Its conversation. */
            conversation: components["schemas"]["ConversationId"];
            /**
             * Format: date-time
             * @description Creation.
             */
            created_at: string;
            /** @description Its id. */
            id: components["schemas"]["RunId"];
            /** @description Model asked for with the message, else the conversation's; none means the default. */
            model?: string | null;
            /** @description The owner of its conversation. */
            owner: components["schemas"]["UserId"];
            /** @description The message it answers. */
            question: components["schemas"]["MessageId"];
            /** @description State. */
            state: components["schemas"]["RunState"];
        };
        /**
         * Format: uuid
         * @description One attempt to answer: the owner of an event log.
         */
        RunId: string;
        /** @description Why a run failed, for a person. */
        RunProblem: {
            /** @description Stable name, e.g. `model_unavailable`. */
            code: string;
            /** @description What happened. */
            detail: string;
            /** @description What to do. */
            hint: string;
        };
        /**
         * @description Where a run stands.
         * @enum {string}
         */
        RunState: "running" | "done" | "stopped" | "failed";
        /** @description A sentence of a hit with its similarity to the question. */
        ScoredSentence: {
            /**
             * Format: int32
             * @description One past the last, relative to the passage.
             */
            end: number;
            /**
             * Format: float
             * @description Cosine to the question, -1 to 1.
             */
            score: number;
            /**
             * Format: int32
             * @description First character, relative to the passage.
             */
            start: number;
        };
        /** @description What each stage thought of a hit. Absent where the stage did not return it. */
        Scores: {
            /**
             * Format: float
             * @description After fusion, 0 to 1 within one result list: what hits are ordered by.
             */
            fused: number;
            /**
             * Format: float
             * @description BM25.
             */
            keyword?: number | null;
            /**
             * Format: float
             * @description Cosine of the question and the passage's best sentence.
             */
            sentence?: number | null;
            /**
             * Format: float
             * @description Cosine of question and passage.
             */
            vector?: number | null;
        };
        /** @description Limits beyond the collection. An empty list means no limit. */
        SearchFilters: {
            /**
             * @description Only these documents.
             * @default []
             */
            documents: components["schemas"]["DocumentId"][];
            /**
             * @description Only these ISO 639-1 languages.
             * @default []
             */
            languages: string[];
            /**
             * @description Only these media types.
             * @default []
             */
            media_types: string[];
        };
        /** @description A passage that was found. */
        SearchHit: {
            /** @description The chunk. */
            chunk: components["schemas"]["ChunkId"];
            /** @description Its collection. */
            collection: components["schemas"]["CollectionId"];
            /** @description Its document. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: int32
             * @description One past the last.
             */
            end: number;
            /** @description Headings it stands under, outermost first. */
            headings: string[];
            /**
             * Format: int32
             * @description 1-based page, where there are pages.
             */
            page?: number | null;
            /** @description Path of the document in its collection. */
            path: string;
            /** @description The revision that `start` and `end` count in. */
            revision: components["schemas"]["RevisionId"];
            /** @description Scores of each stage. */
            scores: components["schemas"]["Scores"];
            /** @description Its sentences, best first; empty while they are not computed yet. */
            sentences?: components["schemas"]["ScoredSentence"][];
            /**
             * Format: int32
             * @description First character in the document's text.
             */
            start: number;
            /** @description The passage. */
            text: string;
            /** @description Title of the document. */
            title: string;
        };
        /** @description A question with its limits. */
        SearchQuery: {
            /** @description Only these collections; absent or empty means all. */
            collections?: components["schemas"]["CollectionId"][];
            /** @description Further limits. */
            filters?: components["schemas"]["SearchFilters"];
            /**
             * Format: int32
             * @description Hits wanted, 1 to 100; 10 if absent.
             */
            limit?: number;
            /** @description The question in plain words, 1 to 2,000 characters. */
            query: string;
        };
        /** @description A found list with the time each stage took. */
        SearchResult: {
            /** @description Best first. */
            hits: components["schemas"]["SearchHit"][];
            /** @description Milliseconds per stage. */
            timings: components["schemas"]["SearchTimings"];
        };
        /** @description Milliseconds per stage. */
        SearchTimings: {
            /**
             * Format: float
             * @description Embedding the question.
             */
            embed_ms: number;
            /**
             * Format: float
             * @description Reading passages.
             */
            fetch_ms: number;
            /**
             * Format: float
             * @description Both indexes, side by side.
             */
            index_ms: number;
            /**
             * Format: float
             * @description All.
             */
            total_ms: number;
        };
        /** @description Whether a code is asked for at signing in. */
        SecondFactor: {
            on: boolean;
            /**
             * Format: int64
             * @description Recovery codes that are left.
             */
            recovery_codes: number;
        };
        /** @description What a link has after `#`. */
        Secret: {
            secret: string;
        };
        /** @description A frame from the server. */
        ServerFrame: {
            /** @description The answer, still empty. */
            answer: components["schemas"]["Message"];
            /** @description The person's message. */
            question: components["schemas"]["Message"];
            /** @description Of the frame that is answered. */
            ref: string;
            /** @description The run. */
            run: components["schemas"]["Run"];
            /** @enum {string} */
            type: "accepted";
        } | {
            /** @description Of the frame that is answered. */
            ref: string;
            /** @enum {string} */
            type: "ok";
        } | {
            /** @description The event. */
            event: components["schemas"]["Event"];
            /** @description The run. */
            run: components["schemas"]["RunId"];
            /**
             * Format: int64
             * @description Its place in the run's log.
             */
            seq: number;
            /** @enum {string} */
            type: "event";
        } | {
            /** @description The state. */
            snapshot: components["schemas"]["IngestionSnapshot"];
            /** @enum {string} */
            type: "ingestion";
        } | {
            /** @description Why. */
            problem: components["schemas"]["Problem"];
            /** @description Of the frame that failed, if it was one. */
            ref?: string | null;
            /** @enum {string} */
            type: "error";
        };
        /** @description One sign-in, with all access tokens that came from it. */
        Session: {
            /** @description The address it was last seen at. */
            address: string;
            /** @description What the browser or program calls itself. */
            agent: string;
            /**
             * Format: date-time
             * @description The sign-in.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description When it ends by itself; each renewal moves it.
             */
            expires_at: string;
            /** @description Its id. */
            id: components["schemas"]["SessionId"];
            /**
             * Format: date-time
             * @description When its token was last renewed.
             */
            seen_at: string;
            /** @description Whose it is. */
            user: components["schemas"]["UserId"];
        };
        /**
         * Format: uuid
         * @description One sign-in.
         */
        SessionId: string;
        /** @description The owner's account. */
        Setup: {
            /** @description The address to sign in with. */
            email: string;
            /** @description What to be called: 1 to 100 characters. */
            name: string;
            /** @description 10 to 256 characters. */
            password: string;
            /** @description What the printed link has after `#`. */
            secret: string;
            /** @description Whether the tokens are wanted in the answer instead of cookies; for programs. */
            tokens?: boolean;
        };
        /** @description A link to a snapshot, as its owner sees it. */
        Share: {
            /** @description The conversation it was made of. */
            conversation: components["schemas"]["ConversationId"];
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description Its id. */
            id: components["schemas"]["ShareId"];
            /**
             * Format: int32
             * @description Messages in it.
             */
            messages: number;
            /** @description The conversation's title then. */
            title: string;
            /** @description The secret in the link: whoever knows it may read the snapshot. */
            token: string;
        };
        /**
         * Format: uuid
         * @description A link to a snapshot of a conversation.
         */
        ShareId: string;
        /** @description A collection that others see. */
        SharedCollection: {
            /** Format: int64 */
            documents: number;
            id: components["schemas"]["CollectionId"];
            name: string;
            /** @description Names of the people and groups that it is shared with. */
            with: string[];
        };
        /** @description A conversation as it was when the link was made. */
        SharedConversation: {
            /**
             * Format: date-time
             * @description When the link was made.
             */
            created_at: string;
            head?: components["schemas"]["MessageId"] | null;
            /** @description Its messages, oldest first. Of the sources only those that are cited are there. */
            messages: components["schemas"]["Message"][];
            /** @description Its title. */
            title: string;
        };
        /** @description Address and password. */
        SignIn: {
            /** @description Six digits of the authenticator app, or a recovery code; where a second factor is in use. */
            code?: string | null;
            /** @description The address. */
            email: string;
            /** @description The password. */
            password: string;
            /** @description Whether the tokens are wanted in the answer instead of cookies; for programs. */
            tokens?: boolean;
        };
        /** @description A session that was opened or renewed. */
        SignedIn: {
            /** @description The token for `Authorization: Bearer`; only when tokens were asked for. */
            access?: string | null;
            /**
             * Format: date-time
             * @description When the access token is over.
             */
            access_expires_at: string;
            /** @description Who is signed in. */
            account: components["schemas"]["Account"];
            /** @description The token that renews, good once; only when tokens were asked for. */
            refresh?: string | null;
            /** @description The session. */
            session: components["schemas"]["Session"];
        };
        /**
         * @description How far a model can be trusted with free text.
         * @enum {string}
         */
        Skill: "small" | "capable";
        /** @description A numbered passage an answer may cite. */
        Source: {
            /** @description The passage's chunk. */
            chunk: components["schemas"]["ChunkId"];
            /** @description Its document. */
            document: components["schemas"]["DocumentId"];
            /**
             * Format: int32
             * @description One past the last.
             */
            end: number;
            /** @description Headings it stands under. */
            headings?: string[];
            /**
             * Format: int32
             * @description 1-based number, as shown to the reader.
             */
            number: number;
            /**
             * Format: int32
             * @description 1-based page.
             */
            page?: number | null;
            /** @description Path of the document. */
            path: string;
            /** @description The revision the passage was read from. */
            revision: components["schemas"]["RevisionId"];
            /**
             * Format: float
             * @description Fused search score, 0 to 1.
             */
            score: number;
            /**
             * Format: int32
             * @description First character in the revision's text.
             */
            start: number;
            /** @description The passage. */
            text: string;
            /** @description Title of the document. */
            title: string;
        };
        /** @description The program at a glance. */
        Status: {
            /** @description The parts. */
            components: components["schemas"]["ComponentHealth"][];
            /** @description Documents per state. */
            documents: {
                [key: string]: number;
            };
            /**
             * Format: int64
             * @description Searchable chunks in the index.
             */
            indexed_chunks: number;
            /** @description Whether every part is ready. */
            ready: boolean;
            /** @description What the data folder holds, in bytes; up to a minute old. */
            storage: components["schemas"]["StoragePart"][];
            /** @description Version of the program. */
            version: string;
        };
        /** @description A part of the data folder. */
        StoragePart: {
            /**
             * Format: int64
             * @description Its size in bytes.
             */
            bytes: number;
            /** @description `database`, `files`, `index`, `models`. */
            name: string;
        };
        /** @description A tag with the number of documents that have it. */
        TagCount: {
            /**
             * Format: int64
             * @description Documents with it.
             */
            documents: number;
            /** @description The tag. */
            tag: string;
        };
        /**
         * @description What a run is doing.
         * @enum {string}
         */
        TurnStep: "rewriting" | "searching" | "reading" | "writing";
        /** @description Files to add. */
        Upload: {
            /** @description Any number of files; the file name is the relative path. */
            file: string[];
        };
        /** @description What became of an upload's files. */
        Uploaded: {
            /** @description Files that were taken in. */
            documents: components["schemas"]["UploadedDocument"][];
            /** @description Files that were not. */
            rejected: components["schemas"]["RejectedFile"][];
        };
        /** @description A file that was taken in. */
        UploadedDocument: {
            /** @description Whether it is new. */
            added: components["schemas"]["Added"];
            /** @description The document. */
            document: components["schemas"]["Document"];
        };
        /** @description Tokens of one call. */
        Usage: {
            /**
             * Format: int64
             * @description Tokens written.
             */
            completion_tokens: number;
            /**
             * Format: int64
             * @description Tokens read.
             */
            prompt_tokens: number;
        };
        /**
         * Format: uuid
         * @description A person, or the one local user.
         */
        UserId: string;
        /**
         * @description Verdicts.
         * @enum {string}
         */
        Verdict: "quoted" | "supported" | "unsupported";
        /**
         * @description What something was done with.
         * @enum {string}
         */
        Via: "session" | "api_key" | "shell" | "open" | "system";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
