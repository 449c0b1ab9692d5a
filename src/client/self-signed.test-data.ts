/** A certificate for localhost that signs itself, good for a hundred years, and its key. For tests only: it protects nothing. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUNNjfLVrjD+ENZNzCJA+611d/nm4wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTAzNDY1N1oYDzIxMjYxMDI4
MDM0NjU3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASwSfCHE4DRPwl2mGIWpcMJctJN1MZQtXItC1iwPoms33sp7wNelpSL
w/mkEedj1WZUQeq6uZ7TnDj66Trb3vJAo28wbTAdBgNVHQ4EFgQUYV2lfPPxpx2D
ip7f2BgTeRcUolIwHwYDVR0jBBgwFoAUYV2lfPPxpx2Dip7f2BgTeRcUolIwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgZRqMr/K6uZjWaatgh6uX8Rw/gVuq80AagJd9AA0XbiUCIQCv
ruzRzwfmnTbsBGHLGvro6gg/ppL2+xTUztwNuarptQ==
-----END CERTIFICATE-----
`;

export const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQghyra9Qkulf8adUsy
tFQCJj+VU2+Ya1LHYGME/iRcEvahRANCAASwSfCHE4DRPwl2mGIWpcMJctJN1MZQ
tXItC1iwPoms33sp7wNelpSLw/mkEedj1WZUQeq6uZ7TnDj66Trb3vJA
-----END PRIVATE KEY-----
`;
