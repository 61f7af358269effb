#!/bin/sh
# Makes the PKCS #12 files of the tests with OpenSSL 3 (legacy provider): throwaway keys, nobody trusts them, and the
# passphrase of each is "rahasia uji". Run here; the results are committed, since `npm test` needs npm packages only.
set -e
cd "$(dirname "$0")"
pass='rahasia uji'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/ca.cnf" <<'CNF'
[ca]
default_ca=uji
[uji]
database=WORK/index.txt
new_certs_dir=WORK
rand_serial=yes
default_md=sha256
policy=any
unique_subject=no
copy_extensions=none
[any]
commonName=supplied
organizationName=optional
countryName=optional
[root]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=none
[person]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature,nonRepudiation
subjectKeyIdentifier=hash
authorityKeyIdentifier=none
crlDistributionPoints=URI:http://crl.uji.example/akar.crl
[server]
basicConstraints=critical,CA:FALSE
keyUsage=critical,keyEncipherment
extendedKeyUsage=serverAuth
subjectKeyIdentifier=hash
authorityKeyIdentifier=none
CNF
sed -i "s#WORK#$work#" "$work/ca.cnf"
: >"$work/index.txt"
ec() { openssl ecparam -name "$1" -genkey -noout | openssl pkcs8 -topk8 -nocrypt; }
issue() { # NAME KEYFILE PROFILE CN
  openssl req -new -key "$2" -subj "/C=ID/O=Uji/CN=$4" -out "$work/$1.csr"
  openssl ca -batch -notext -config "$work/ca.cnf" -cert root.pem -keyfile root-key.pem -extensions "$3" \
    -startdate 20260101000000Z -enddate 20460101000000Z -in "$work/$1.csr" -out "$work/$1.pem" 2>/dev/null
}
ec prime256v1 >root-key.pem
openssl req -new -key root-key.pem -subj '/C=ID/O=Uji/CN=Akar Uji' -out "$work/root.csr"
openssl ca -batch -notext -selfsign -config "$work/ca.cnf" -keyfile root-key.pem -extensions root \
  -startdate 20260101000000Z -enddate 20460101000000Z -in "$work/root.csr" -out root.pem 2>/dev/null
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$work/rsa.key" 2>/dev/null
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out "$work/weak.key" 2>/dev/null
ec prime256v1 >"$work/p256.key"
ec secp384r1 >"$work/p384.key"
issue rsa "$work/rsa.key" person 'Drs. Cakrabirama Muarabakti, M.Si.'
issue p256 "$work/p256.key" person 'Drs. Cakrabirama Muarabakti, M.Si.'
issue p384 "$work/p384.key" person 'Drs. Cakrabirama Muarabakti, M.Si.'
issue weak "$work/weak.key" person 'Drs. Cakrabirama Muarabakti, M.Si.'
issue server "$work/p256.key" server 'server.uji.example'
bundle() { # OUT KEY CERT options
  out=$1 key=$2 cert=$3; shift 3
  openssl pkcs12 -export -inkey "$work/$key.key" -in "$work/$cert.pem" -certfile root.pem -name uji -passout "pass:$pass" "$@" -out "$out.p12"
}
bundle rsa-aes256 rsa rsa
bundle rsa-3des rsa rsa -legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1
bundle rsa-rc2-40 rsa rsa -legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-RC2-40 -macalg sha1
bundle rsa-rc2-128 rsa rsa -legacy -keypbe PBE-SHA1-RC2-128 -certpbe PBE-SHA1-RC2-128 -macalg sha1
bundle p256-aes256 p256 p256 -iter 10000 -macalg sha512
bundle p256-3des p256 p256 -legacy -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-RC2-40 -macalg sha1
bundle p384-aes128 p384 p384 -keypbe AES-128-CBC -certpbe AES-128-CBC -macalg sha384
bundle weak weak weak
bundle server p256 server
openssl pkcs12 -export -nokeys -in "$work/rsa.pem" -passout "pass:$pass" -out no-key.p12
openssl pkcs12 -export -nocerts -inkey "$work/rsa.key" -passout "pass:$pass" -out no-certificate.p12
openssl pkcs12 -export -inkey "$work/rsa.key" -in "$work/rsa.pem" -passout "pass:$pass" -nomac -out no-mac.p12
