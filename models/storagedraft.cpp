// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/storagedraft.h"

#include "models/draftfaults.h"

using namespace Qt::Literals::StringLiterals;

QList<DraftFault> StorageDraft::faults() const
{
    DraftFaults of({});
    of.text("name"_L1, name, ivs::rules::kStorageConfigurationName);
    of.chosen("s3.bucketName"_L1, bucket, ivs::rules::kS3BucketName);
    return of.found + tagFaults(tags, u"tags"_s);
}

ivs::CreateStorageConfigurationRequest StorageDraft::request() const
{
    return {.name = name.isEmpty() ? QString() : name, .s3 = {.bucketName = bucket}, .tags = mapOf(tags)};
}

QStringList bucketPolicyWords(const QString &region)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("Storage", text); };
    return {say("AWS changes the policy of the bucket: the service ivs-composite.%1.amazonaws.com may put objects "
                "and their ACLs there (s3:PutObject, s3:PutObjectAcl), over TLS only and with the ACL "
                "bucket-owner-full-control.")
                .arg(region),
        say("The bucket has to be in %1 and in this account, with Object Ownership enforced or preferred and the "
            "default encryption SSE-S3.")
            .arg(region),
        say("Whoever creates it needs s3:GetBucketLocation, GetBucketPolicy, PutBucketPolicy and DeleteBucketPolicy. "
            "For the recording of single participants AWS also speaks of a service-linked role, "
            "AWSServiceRoleForIVSRecordToS3, which needs iam:CreateServiceLinkedRole."),
        say("It may take up to 20 seconds.")};
}
